import { Code } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ActivityTime } from '../api/contract.ts';
import { type Format, useFormat } from '../language/format.ts';
import { useKnownText } from '../language/known-text.ts';
import { nextDay } from '../language/zoned-time.ts';

/** A value of any field as a person reads it; an unforeseen shape is shown as it is rather than hidden. */
export function FieldValue({ value }: { readonly value: unknown }) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = useKnownText();
  if (value === null || value === undefined || value === '') return <>–</>;
  if (typeof value === 'boolean') return <>{t(value ? 'common.yes' : 'common.no')}</>;
  if (typeof value === 'number') return <>{format.number(value)}</>;
  if (typeof value === 'string') return <>{known(`busy.${value}`) ?? value}</>;
  if (isTime(value)) return <>{timeText(value, format)}</>;
  if (Array.isArray(value)) return <>{value.map(nameOrText).join(', ')}</>;
  return <Code className="tahti-words">{JSON.stringify(value)}</Code>;
}

function isTime(value: object): value is ActivityTime {
  return 'kind' in value && (value.kind === 'timed' || value.kind === 'allDay') && 'start' in value;
}

/** The last day of an all-day entry is the day before its exclusive end. */
function timeText(time: ActivityTime, format: Format): string {
  if (time.kind === 'timed') return format.range(time.start, time.end);
  const last = nextDay(time.end, -1);
  const first = format.start(time.start, true);
  return last === time.start ? first : `${first} – ${format.start(last, true)}`;
}

function nameOrText(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const { name, address } = item as { name?: string; address?: string };
  return name || address || JSON.stringify(item);
}
