import { randomUUID } from 'node:crypto';
import { type ErrorDetails, SideError } from '../../../model/problem.ts';
import { ewsDetails } from '../errors.ts';
import { EXCHANGE_HABITS, habitsFact } from '../habits.ts';
import { writeNew } from '../mapping/entry.ts';
import { PROBE_KEY, uidFor } from '../mark.ts';
import { createItems } from '../operations/create-item.ts';
import { deleteItems } from '../operations/delete-item.ts';
import { getItems } from '../operations/get-item.ts';
import type { Climb } from './climb.ts';
import { probeEntry } from './probe-entry.ts';
import { findHabits } from './probe-habits.ts';
import { failed, failedBy, passed, type RungResult } from './rung-result.ts';

/** What one test writes: an entry, and a series where the server takes one. */
const OWN_PROBES = 2;

/** Milliseconds to remove what was written. */
const CLEANING_TIME = 30_000;

/**
 * A probe entry can be written, found again by our mark, and removed. Whatever happens in between, it looks for
 * probes at the end and removes them all, those that an earlier test left behind (a process that died) too.
 */
export async function probeRung(climb: Climb): Promise<RungResult> {
  const written = await failureOf(writeProbe(climb));
  // The server's own habits are asked for only where it does the ordinary things.
  const habits = written ? EXCHANGE_HABITS : await findHabits(climb);
  const cleared = await clear(climb);
  if (written) return cleared.error ? alsoLeft(failedBy(written)) : failedBy(written);
  if (cleared.error) return alsoLeft(failedBy(cleared.error));
  if (cleared.found === 0)
    return failed('the probe entry was written but not found again by its mark', {
      advice: 'ewsProbeLeftBehind',
    });
  const older = Math.max(0, cleared.found - OWN_PROBES);
  const more = older > 0 ? `, with ${older} that an earlier test left behind` : '';
  return passed(`a probe entry was written, read, found by its mark and removed${more}`, {
    requestId: climb.connection.client.lastRequestId,
    facts: { leftBehind: String(older), habits: habitsFact(habits) },
  });
}

async function writeProbe({ access, connection, signal }: Climb): Promise<void> {
  const key = `${PROBE_KEY}${randomUUID()}`;
  const uid = uidFor(key);
  const item = { mark: { key, uid }, writes: writeNew(probeEntry(), uid, access.context) };
  const { id } = await connection.client.callOne(createItems([item]), access.mailbox, signal);
  await connection.client.callOne(
    getItems([id], access.context.traits.hasZoneDefinitions),
    access.mailbox,
    signal,
  );
}

/** Probes are removed for good: they are ours alone, and Deleted Items belongs to the person. */
async function clear({ access, connection }: Climb): Promise<{ found: number; error: ErrorDetails | null }> {
  // Its own time, since a test that was given up must clean up too.
  const signal = AbortSignal.timeout(CLEANING_TIME);
  let found = 0;
  const error = await failureOf(
    (async () => {
      const probes = await access.finder.ids([PROBE_KEY], signal);
      found = probes.length;
      if (found === 0) return;
      const outcomes = await connection.client.call(
        deleteItems(probes, 'HardDelete'),
        access.mailbox,
        signal,
      );
      const refused = outcomes.find((one) => !one.ok && one.error.kind !== 'gone');
      if (refused && !refused.ok) throw new SideError(refused.error);
    })(),
  );
  return { found, error };
}

function alsoLeft(result: RungResult): RungResult {
  return { ...result, advice: 'ewsProbeLeftBehind' };
}

async function failureOf(work: Promise<void>): Promise<ErrorDetails | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof SideError) return error.details;
    return ewsDetails('EWS_UNEXPECTED_ANSWER', String(error));
  }
}
