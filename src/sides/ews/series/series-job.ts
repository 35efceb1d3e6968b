import type { CalendarEntry } from '../../../model/calendar-entry.ts';
import type { ErrorDetails } from '../../../model/problem.ts';
import type { Recurrence } from '../../../model/recurrence.ts';
import type { MappingContext } from '../mapping/context.ts';
import type { OccurrencePlan } from './plan-occurrences.ts';

/** One series on its way to what it is wanted to be; grows as the server answers. */
export interface SeriesJob {
  readonly masterId: string;
  /** The change key that the next write names. */
  changeKey: string;
  /** Set by deletions, which are answered without the new change key. */
  isKeyOld: boolean;
  /** Nobody but us can know a series that we made a moment ago: its occurrences need no guard. */
  readonly isNew: boolean;
  /** Whether those who take part are told of every change. */
  readonly notify: boolean;
  /** The series' own fields as they are by now. */
  readonly stands: CalendarEntry;
  readonly wanted: Recurrence;
  /** Its occurrences as they are; `unknown` has to be read, since a new rule drops them on most servers. */
  current: Recurrence | 'unknown';
  /** Whether its rule was taken away and has to be written anew, to bring deleted occurrences back. */
  needsRule: boolean;
  /** Whether the master carries our note of what is still to be done. */
  readonly isNoted: boolean;
  plan: OccurrencePlan;
  /** What ended the work; what the next run finds, it finishes. */
  error: ErrorDetails | null;
  /** What the server refused without spoiling the rest. */
  readonly remarks: ErrorDetails[];
}

/** A new rule before anything in it is changed; whole days are written in the zone of the mailbox's user. */
export function untouched(
  wanted: Recurrence,
  stands: CalendarEntry,
  { userZone }: MappingContext,
): Recurrence {
  const zone = stands.time.kind === 'allDay' ? userZone : wanted.zone;
  return { ...wanted, zone, deleted: [], exceptions: [] };
}

export const NOTHING_PLANNED: OccurrencePlan = { deletions: [], changes: [], homeless: [] };

/** A failure of one occurrence is told and passed over; any other ends the work on its series. */
export function meet(job: SeriesJob, error: ErrorDetails): void {
  if (error.kind === 'entry') job.remarks.push(error);
  else if (error.kind !== 'gone') job.error = error;
}

/** Jobs that nothing has ended yet. */
export function going(jobs: readonly SeriesJob[]): SeriesJob[] {
  return jobs.filter((job) => job.error === null);
}
