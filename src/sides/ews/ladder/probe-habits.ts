import { randomUUID } from 'node:crypto';
import { SideError } from '../../../model/problem.ts';
import { EXCHANGE_HABITS, type ServerHabits } from '../habits.ts';
import { writeNew } from '../mapping/entry.ts';
import { exceptionIds } from '../mapping/recurrence.ts';
import { readBody } from '../mapping/text.ts';
import { PROBE_KEY, uidFor } from '../mark.ts';
import { createItems } from '../operations/create-item.ts';
import { getItems } from '../operations/get-item.ts';
import { idOf } from '../operations/item-id.ts';
import type { Operation } from '../operations/operation.ts';
import { syncFolderItems } from '../operations/sync-folder-items.ts';
import { updateItems } from '../operations/update-item.ts';
import { textTag } from '../xml-writer.ts';
import type { Climb } from './climb.ts';
import { probeEntry } from './probe-entry.ts';

/** No server has given this out. */
const MADE_UP_STATE = 'VGFodGkgYXNrcyB3aGV0aGVyIGFueSBzeW5jIHN0YXRlIGlzIHRha2Vu';

/**
 * Finds out in which habits the server differs from Exchange, with a probe series of its own that the caller clears
 * away by its mark. What a server refuses to be asked counts as Exchange's way.
 */
export async function findHabits(climb: Climb): Promise<ServerHabits> {
  const takesAnySyncState = (await ask(climb, syncFolderItems(MADE_UP_STATE))) !== null;
  const made = await ask(climb, createItems([probeSeries(climb)]));
  if (!made) return { ...EXCHANGE_HABITS, takesAnySyncState };
  const before = await ask(climb, getItems([made.id], hasZones(climb)));
  const change = { masterId: made.id, index: 2, changeKey: made.changeKey, writes: [subject('2')] };
  const changed = await ask(climb, updateItems([change]));
  const after = changed && (await ask(climb, getItems([made.id], hasZones(climb))));
  const isStill = after !== null && idOf(after).changeKey === made.changeKey;
  const again = { id: made.id, changeKey: made.changeKey, writes: [subject('3')] };
  const takesOld = after !== null && !isStill && (await ask(climb, updateItems([again]))) !== null;
  return {
    masterKeyIsStill: isStill && exceptionIds(after).length > 0,
    takesStaleKeys: takesOld,
    takesAnySyncState,
    bestBodyIsEmpty: before !== null && readBody(before).text === '',
  };
}

/** The answer, or null where the server refuses. */
async function ask<T>({ access, connection, signal }: Climb, operation: Operation<T>): Promise<T | null> {
  try {
    return await connection.client.callOne(operation, access.mailbox, signal);
  } catch (error) {
    if (error instanceof SideError) return null;
    throw error;
  }
}

function hasZones({ access }: Climb): boolean {
  return access.context.traits.hasZoneDefinitions;
}

function subject(name: string) {
  return { uri: 'item:Subject', xml: textTag('t:Subject', `Tahti connection test ${name}`) } as const;
}

/** Three days in a row of the probe entry, with a formatted body. */
function probeSeries({ access }: Climb) {
  const key = `${PROBE_KEY}${randomUUID()}`;
  const uid = uidFor(key);
  const html = '<html><body><p>Tahti connection test</p></body></html>';
  const recurrence = {
    pattern: { kind: 'daily', interval: 1 },
    range: { kind: 'count', occurrences: 3 },
    start: '2001-01-01',
    zone: 'Etc/UTC',
    deleted: [],
    exceptions: [],
  } as const;
  const entry = { ...probeEntry(), text: 'Tahti connection test', html, recurrence };
  return { mark: { key, uid }, writes: writeNew(entry, uid, access.context) };
}
