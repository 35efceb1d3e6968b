import type { SideEntry } from '../model/calendar-entry.ts';
import type { Newcomer } from './newcomer.ts';

/** Exchange keeps this many characters of a subject; what follows cannot tell entries apart. */
const SUBJECT_LENGTH = 255;

/** Entries of both sides that look the same: same start, end and folded subject. */
export interface LikenessGroup {
  readonly activities: Newcomer[];
  readonly items: Newcomer[];
}

/** Letter case, accents' encoding and white space do not make another subject. */
function foldSubject(subject: string): string {
  return subject.slice(0, SUBJECT_LENGTH).normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Whole minutes: servers that keep no seconds still see the same time. Dates are shorter and stay whole. */
function foldInstant(instant: string): string {
  return instant.slice(0, 16);
}

/** Equal for entries that look the same. A series never looks like a single entry. */
export function likenessOf({ entry }: Pick<SideEntry, 'entry'>): string {
  const series = entry.recurrence === null ? '' : '|series';
  return `${foldInstant(entry.time.start)}|${foldInstant(entry.time.end)}${series}|${foldSubject(entry.subject)}`;
}

/**
 * Groups entries by likeness, in the order in which they came. The start alone decides most cases, and
 * whole likenesses are written out only where several entries of both sides begin together.
 */
export function groupByLikeness(
  activities: readonly Newcomer[],
  items: readonly Newcomer[],
): LikenessGroup[] {
  const groups: LikenessGroup[] = [];
  for (const together of groupBy(({ entry }) => foldInstant(entry.time.start), activities, items)) {
    if (isSurelyAlike(together)) groups.push(together);
    else groups.push(...groupBy(likenessOf, together.activities, together.items));
  }
  return groups;
}

/** Whether a glance is enough: nobody to be compared with, or one against one with the very same words. */
function isSurelyAlike({ activities, items }: LikenessGroup): boolean {
  if (activities.length === 0 || items.length === 0) return true;
  const [one, other] = [activities[0]?.told.entry, items[0]?.told.entry];
  if (activities.length > 1 || items.length > 1 || !one || !other) return false;
  return (
    one.subject === other.subject && one.time.end === other.time.end && one.recurrence === other.recurrence
  );
}

function groupBy(
  likeness: (told: SideEntry) => string,
  activities: readonly Newcomer[],
  items: readonly Newcomer[],
): LikenessGroup[] {
  const groups = new Map<string, LikenessGroup>();
  const groupOf = ({ told }: Newcomer): LikenessGroup => {
    const looks = likeness(told);
    const known = groups.get(looks);
    if (known) return known;
    const made: LikenessGroup = { activities: [], items: [] };
    groups.set(looks, made);
    return made;
  };
  for (const activity of activities) groupOf(activity).activities.push(activity);
  for (const item of items) groupOf(item).items.push(item);
  return [...groups.values()];
}
