import type { CalendarEntry } from './calendar-entry.ts';
import { sameStructure } from './structure.ts';

/** Which side can hold a field. `both` is synchronized; the others are only carried, never destroyed. */
export type FieldHolder = 'both' | 'mailbox' | 'activities';

export type FieldName = keyof CalendarEntry;

/** One row of the field table. */
export interface FieldRule {
  readonly name: FieldName;
  readonly holder: FieldHolder;
  /** True where the value may stand in a log entry of somebody else's private entry: never content. */
  readonly loggable: boolean;
  /** `value`: compared by structure. `text`: compared after folding line ends and outer white space. */
  readonly compare: 'value' | 'text';
}

/**
 * The field table: every mapper, differ, form and log reads it, so a field is declared once.
 * The order is the order in which logs and forms show fields.
 */
export const FIELDS: readonly FieldRule[] = [
  { name: 'subject', holder: 'both', loggable: false, compare: 'text' },
  { name: 'time', holder: 'both', loggable: true, compare: 'value' },
  { name: 'location', holder: 'both', loggable: false, compare: 'text' },
  { name: 'text', holder: 'both', loggable: false, compare: 'text' },
  { name: 'html', holder: 'mailbox', loggable: false, compare: 'text' },
  { name: 'isPrivate', holder: 'both', loggable: true, compare: 'value' },
  { name: 'busy', holder: 'both', loggable: true, compare: 'value' },
  { name: 'activityType', holder: 'activities', loggable: true, compare: 'value' },
  { name: 'categories', holder: 'mailbox', loggable: false, compare: 'value' },
  { name: 'reminder', holder: 'mailbox', loggable: true, compare: 'value' },
  { name: 'participants', holder: 'both', loggable: false, compare: 'value' },
  { name: 'ownAnswer', holder: 'both', loggable: true, compare: 'value' },
  { name: 'recurrence', holder: 'both', loggable: false, compare: 'value' },
];

/** The fields that cross between the sides. */
export const SHARED_FIELDS: readonly FieldRule[] = FIELDS.filter((field) => field.holder === 'both');

/** Whether two values of a field are the same as far as synchronization goes. */
export function sameValue(field: FieldRule, one: unknown, other: unknown): boolean {
  if (one === other || (one ?? null) === (other ?? null)) return true;
  return field.compare === 'text' ? foldText(one) === foldText(other) : sameStructure(one, other);
}

/** Line ends to `\n`, outer white space off: servers change both without anybody having edited. */
function foldText(value: unknown): string {
  const text = typeof value === 'string' ? value : String(value ?? '');
  return (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).trim();
}
