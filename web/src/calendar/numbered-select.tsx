import { Select } from '@mantine/core';

interface NumberedSelectProps<Value extends number> {
  readonly label: string;
  readonly options: readonly (readonly [Value, string])[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** A choice among numbers, which the select itself only knows as text. */
export function NumberedSelect<Value extends number>({
  label,
  options,
  value,
  onChange,
}: NumberedSelectProps<Value>) {
  const choose = (text: string | null) => {
    const chosen = options.find(([option]) => String(option) === text);
    if (chosen) onChange(chosen[0]);
  };
  return (
    <Select
      label={label}
      allowDeselect={false}
      data={options.map(([option, name]) => ({ value: String(option), label: name }))}
      value={String(value)}
      onChange={choose}
    />
  );
}
