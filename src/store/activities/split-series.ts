import { randomUUID } from 'node:crypto';
import type { Activity, ActivityChange, ActivityRefusal, NewActivity } from '../../model/activity.ts';
import type { SplitSeries } from '../../model/series-split.ts';
import { type Handle, inTransaction } from '../handle.ts';
import { createActivities } from './create-activities.ts';
import { updateActivity } from './update-activity.ts';

/** Both parts of a series after it was cut. */
export interface SplitActivities {
  readonly earlier: Activity;
  readonly later: Activity;
}

/**
 * Ends a series before a date and makes its later part a series of its own, changed as asked, with the same
 * owner and participants. Both or neither; guarded by the number of the series as it was read.
 */
export async function splitActivity(
  db: Handle,
  series: Activity,
  split: SplitSeries,
  change: ActivityChange,
  actorId: string | null,
): Promise<SplitActivities | ActivityRefusal> {
  const { organizationId, id, sequence: version } = series;
  return inTransaction(db, async (trx) => {
    const edit = { id, version, actorId, change: { recurrence: split.earlier } };
    const earlier = await updateActivity(trx, organizationId, edit);
    if (typeof earlier === 'string') return earlier;
    const wanted = { ...laterPart(series, split), ...change };
    const [later] = await createActivities(trx, organizationId, [wanted], actorId);
    return later ? { earlier, later } : 'gone';
  });
}

function laterPart(series: Activity, { later }: SplitSeries): NewActivity {
  const { typeId, ownerId, name, hasDuration, location, notes, isClosed, isUnassigned, hasHours } = series;
  const { busy, customer, phase, projectTaskStatus, participants } = series;
  const content = { typeId, ownerId, name, hasDuration, location, notes, isClosed, isUnassigned, hasHours };
  return {
    ...content,
    busy,
    customer,
    phase,
    projectTaskStatus,
    time: later.time,
    recurrence: later.recurrence,
    id: randomUUID(),
    originKey: null,
    participants: participants.map(({ id: _id, isActive: _isActive, busy: _busy, ...person }) => person),
  };
}
