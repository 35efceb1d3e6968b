import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';

interface TypedFilterProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** A filter of free words, applied a moment after the last letter. */
export function TypedFilter({ label, value, onChange }: TypedFilterProps) {
  const [typed, setTyped] = useState(value ?? '');
  const apply = useDebouncedCallback((words: string) => onChange(words || undefined), 300);
  // The address bar can change without us: by going back, or by clearing all filters.
  useEffect(() => setTyped((mine) => (mine.trim() === (value ?? '') ? mine : (value ?? ''))), [value]);
  return (
    <TextInput
      label={label}
      type="search"
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        apply(currentTarget.value.trim());
      }}
    />
  );
}
