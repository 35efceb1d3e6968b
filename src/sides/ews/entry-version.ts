import { createHash } from 'node:crypto';
import type { SideEntry } from '../../model/calendar-entry.ts';

/** Change keys are base 64, so that a space ends one. */
const BEHIND_KEY = ' ';

/**
 * A series' version on servers whose change key stands still when an occurrence changes: the key, and behind it a
 * digest of the occurrences, so that every change is another version.
 */
export function withOccurrenceVersion(entry: SideEntry): SideEntry {
  const { recurrence } = entry.entry;
  if (!recurrence) return entry;
  return { ...entry, version: `${entry.version}${BEHIND_KEY}${digestOf(recurrence)}` };
}

/** The change key in a version. */
export function changeKeyOf(version: string): string {
  return version.split(BEHIND_KEY, 1)[0] ?? version;
}

/** A short word for a plain value: equal for equal values that were made in the same way. */
export function digestOf(value: object): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64').slice(0, 16);
}
