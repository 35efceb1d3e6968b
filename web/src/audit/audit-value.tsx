import { Code } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useKnownText } from '../language/known-text.ts';
import { FieldValue } from '../parts/field-value.tsx';

interface AuditValueProps {
  readonly field: string;
  readonly value: unknown;
}

/** A value of a setting: choices by their names, activity types in the language of the page. */
export function AuditValue({ field, value }: AuditValueProps) {
  const { i18n } = useTranslation();
  const known = useKnownText();
  if (Array.isArray(value))
    return <>{value.length === 0 ? '–' : value.map((item) => textOf(item)).join(', ')}</>;
  if (typeof value === 'object' && value !== null) return <>{textOf(value)}</>;
  if (typeof value === 'string') return <>{choiceOf(value) ?? <FieldValue value={value} />}</>;
  return <FieldValue value={value} />;

  function choiceOf(text: string): string | null {
    return (
      known(`audit.choice.${field}.${text}`) ??
      (field === 'version' ? known(`exchange.versions.${text}`) : null)
    );
  }

  function textOf(item: unknown): string {
    if (typeof item === 'string') return known(`alerts.condition.${item}`) ?? item;
    const names = item as Readonly<Record<string, string>> | null;
    return names?.[i18n.language] ?? JSON.stringify(item);
  }
}

/** A field's name as people read it; its own name where the page knows none. */
export function FieldName({ field }: { readonly field: string }) {
  const known = useKnownText();
  return <>{known(`audit.field.${field}`) ?? <Code>{field}</Code>}</>;
}
