import type { CalendarEntry, SideEntry } from '../model/calendar-entry.ts';
import type { Link, LinkEnd } from '../model/link.ts';
import { dateOfOriginal } from '../model/occurrences.ts';
import type { SyncPolicy } from '../model/policy.ts';
import type { OccurrenceException, Recurrence } from '../model/recurrence.ts';
import type { Found } from './run-view.ts';
import { sameWords } from './wording.ts';

/** A linked pair as it is to be compared: the link with the base that fits, and the mailbox's half. */
export interface Pair {
  readonly link: Link;
  readonly item: Found;
}

/**
 * A private entry whose activity stayed public has words that the activity was never told (`keep-private.ts`).
 * They are not what was last synchronized: the words in which the activity stands are. Compared with those,
 * what was withheld is still a change of the mailbox's, which crosses as soon as privacy lets it, and is not
 * lost without a trace where the activity is reworded meanwhile. The version that never was makes the
 * comparison look at the entry even where it has not been told anew.
 */
export function withWithheld(link: Link, activity: Found, item: Found, policy: SyncPolicy): Pair {
  const isParted = link.mailbox.base.isPrivate && !link.activity.base.isPrivate;
  const isLost = activity === 'gone' || item === 'gone';
  if (!isParted || isLost || policy.personalType === null) return { link, item };
  const base = inWordsOf(link.activity.base, link);
  if (base === link.mailbox.base) return { link, item };
  const mailbox = Object.freeze({ ...link.mailbox, base: Object.freeze(base), version: '' });
  return { link: Object.freeze({ ...link, mailbox }), item: item ?? asRemembered(link.mailbox, link.uid) };
}

/** The mailbox's base with what the activity says in place of what was withheld. */
function inWordsOf(activity: CalendarEntry, { mailbox, activity: end }: Link): CalendarEntry {
  const { base } = mailbox;
  const isOwn = (mailbox.standing ?? 'owner') === 'owner';
  const changes: { -readonly [F in keyof CalendarEntry]?: CalendarEntry[F] } = {};
  if (isWithheld(base.subject, activity.subject)) changes.subject = activity.subject;
  if (isWithheld(base.location, activity.location)) changes.location = activity.location;
  // Beside an invitation the activity may have notes of its own, whatever the organiser writes.
  if (isOwn && isWithheld(base.text, activity.text)) changes.text = activity.text;
  // Only between an owner's two halves are the lists of people one and the same.
  if (isOwn && (end.standing ?? 'owner') === 'owner' && differInPeople(base, activity))
    changes.participants = activity.participants;
  const recurrence = base.recurrence && activity.recurrence && silenced(base.recurrence, activity.recurrence);
  if (recurrence) changes.recurrence = recurrence;
  return Object.keys(changes).length === 0 ? base : { ...base, ...changes };
}

/** No side cuts words off before this length. */
const SHORTEST_LIMIT = 255;

/** Whether the words differ by more than what a side cuts off or tidies. */
function isWithheld(mine: string, theirs: string): boolean {
  if (sameWords(mine, theirs)) return false;
  const [short, long] = mine.length < theirs.length ? [mine, theirs] : [theirs, mine];
  return short.length < SHORTEST_LIMIT || !long.startsWith(short);
}

function differInPeople(one: CalendarEntry, other: CalendarEntry): boolean {
  const names = ({ participants }: CalendarEntry) => participants.map(({ address }) => address).join();
  return names(one) !== names(other);
}

/** The series with the changed occurrences in the words that the activity has for them; null where they agree. */
function silenced(mine: Recurrence, theirs: Recurrence): Recurrence | null {
  const known = new Map(theirs.exceptions.map((one) => [dateOfOriginal(one.original, theirs), one]));
  const exceptions = mine.exceptions.map((exception) =>
    inWordsOfOccurrence(exception, known.get(dateOfOriginal(exception.original, mine))),
  );
  return exceptions.every((exception, at) => exception === mine.exceptions[at])
    ? null
    : { ...mine, exceptions };
}

function inWordsOfOccurrence(
  mine: OccurrenceException,
  theirs: OccurrenceException | undefined,
): OccurrenceException {
  const fields = ['subject', 'location', 'text'] as const;
  const withheld = fields.filter((field) => isWithheld(mine[field] ?? '', theirs?.[field] ?? ''));
  if (withheld.length === 0) return mine;
  const { subject, location, text, ...rest } = mine;
  const own = { subject, location, text };
  const words = Object.fromEntries(
    fields
      .map((field) => [field, withheld.includes(field) ? theirs?.[field] : own[field]] as const)
      .filter(([, value]) => value !== undefined),
  );
  return { ...rest, ...words };
}

/** The mailbox's entry as it was last seen, where this run was told nothing of it. */
function asRemembered({ id, version, base, standing, organiser }: LinkEnd, uid: string | null): SideEntry {
  return {
    id,
    version,
    uid,
    key: null,
    markedUid: null,
    entry: base,
    modified: null,
    standing: standing ?? 'owner',
    ...(organiser !== undefined && { organiser }),
    isCancelled: false,
    category: null,
    mayCross: true,
  };
}
