import type { SideEntry } from '../../../model/calendar-entry.ts';
import { indexOfOriginal } from '../../../model/occurrences.ts';
import type { Outcome } from '../../side.ts';
import type { OccurrenceId } from '../operations/shape.ts';
import type { SeriesJob } from '../series/series-job.ts';

/** The changed occurrences that the series should have by now, so that they are read back together with it. */
export function occurrencesOf({ masterId, stands, wanted }: SeriesJob): OccurrenceId[] {
  const series = { time: stands.time, recurrence: wanted };
  return wanted.exceptions.flatMap(({ original }) => {
    const index = indexOfOriginal(series, original);
    return index === null ? [] : [{ masterId, index }];
  });
}

/**
 * A series that was read back, with what the server refused of it as remarks: what stands there is what is
 * remembered, so that a refused occurrence is not written again and again.
 */
export function afterSeries(outcome: Outcome<SideEntry>, job: SeriesJob | null): Outcome<SideEntry> {
  if (!outcome.ok || !job) return outcome;
  if (job.error) return { ok: false, error: job.error };
  if (job.remarks.length === 0) return outcome;
  const remarks = [...(outcome.value.remarks ?? []), ...job.remarks];
  return { ok: true, value: { ...outcome.value, remarks } };
}
