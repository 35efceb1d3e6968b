import type { SideName } from '../model/link.ts';
import type { ExceptionFields } from '../model/series-change.ts';
import { changeOf, differs, EXCEPTION_FIELDS, type OccurrenceState } from './occurrence-states.ts';
import { OCCURRENCE_TABLE, type OccurrenceChange } from './occurrence-table.ts';

/** One occurrence on one side: when last synchronized, and now. */
export interface OccurrenceHalf {
  readonly base: OccurrenceState;
  readonly now: OccurrenceState;
}

/** What becomes of an occurrence on each side. */
export interface MergedOccurrence {
  readonly activity: OccurrenceState;
  readonly mailbox: OccurrenceState;
  readonly isConflict: boolean;
  /** What each side did to it. */
  readonly changes: { readonly activity: OccurrenceChange; readonly mailbox: OccurrenceChange };
}

/** The three-way merge of one occurrence. `winner` is asked only where the same field changed on both sides. */
export function mergeOccurrence(
  activity: OccurrenceHalf,
  item: OccurrenceHalf,
  winner: () => SideName,
): MergedOccurrence {
  const changes = {
    activity: changeOf(activity.base, activity.now),
    mailbox: changeOf(item.base, item.now),
  };
  switch (OCCURRENCE_TABLE[changes.activity][changes.mailbox].action) {
    case 'leave':
      return { activity: activity.now, mailbox: item.now, isConflict: false, changes };
    case 'delete':
      return { activity: deleted(activity.now), mailbox: deleted(item.now), isConflict: false, changes };
    case 'merge':
      return { ...mergeFields(withWords(activity), withWords(item), winner), changes };
  }
}

function deleted(state: OccurrenceState): OccurrenceState {
  return { ...state, isDeleted: true, says: {}, isException: false };
}

/** What was deleted is judged by what it said last: that much comes back when the other side's edit beats it. */
function withWords({ base, now }: OccurrenceHalf): OccurrenceHalf {
  if (!now.isDeleted) return { base, now };
  return { base, now: { ...base, isDeleted: false } };
}

function mergeFields(
  activity: OccurrenceHalf,
  item: OccurrenceHalf,
  winner: () => SideName,
): Omit<MergedOccurrence, 'changes'> {
  const toActivity: Record<string, unknown> = { ...activity.now.says };
  const toMailbox: Record<string, unknown> = { ...item.now.says };
  let isConflict = false;
  for (const field of EXCEPTION_FIELDS) {
    const isOurs = differs(field, activity.base.says, activity.now.says);
    const isTheirs = differs(field, item.base.says, item.now.says);
    if ((!isOurs && !isTheirs) || !differs(field, activity.now.says, item.now.says)) continue;
    if (isOurs && isTheirs) isConflict = true;
    const takesOurs = isOurs && (!isTheirs || winner() === 'activities');
    if (takesOurs) toMailbox[field.name] = activity.now.says[field.name];
    else toActivity[field.name] = item.now.says[field.name];
  }
  return {
    activity: edited(activity.now, toActivity),
    mailbox: edited(item.now, toMailbox),
    isConflict,
  };
}

/** A field that is back to what the series says is not said at all. */
function edited(now: OccurrenceState, said: Record<string, unknown>): OccurrenceState {
  const says = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const isBack = Object.keys(says).length === 0 && Object.keys(now.says).length > 0;
  return { isDeleted: false, says: says as ExceptionFields, isException: now.isException && !isBack };
}
