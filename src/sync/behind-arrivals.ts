import { ownIdentity } from '../reconcile/identity.ts';
import type { Told } from './observe-side.ts';
import { readInto } from './read-entries.ts';
import type { SyncRun } from './sync-run.ts';

/**
 * An entry of the mailbox that carries the identity of a linked one under another id has moved, or stands
 * there twice: which of the two depends on whether the linked one still stands. So that one is read, too,
 * wherever it lies and whatever waits for a person.
 */
export async function lookBehindArrivals(run: SyncRun, told: Told): Promise<void> {
  const { entries, deleted, unreadable } = told;
  if (entries.size === 0) return;
  const [byKey, byUid, linked] = [new Map<string, string>(), new Map<string, string>(), new Set<string>()];
  for (const { key, uid, mailbox } of run.links.values()) {
    linked.add(mailbox.id);
    if (key !== null) byKey.set(key, mailbox.id);
    if (uid !== null) byUid.set(uid, mailbox.id);
  }
  const behind = new Set<string>();
  for (const entry of entries.values()) {
    if (linked.has(entry.id)) continue;
    const { key, uid } = ownIdentity(entry);
    for (const id of [byKey.get(key ?? ''), byUid.get(uid ?? '')]) if (id !== undefined) behind.add(id);
  }
  const unknown = [...behind].filter((id) => !entries.has(id) && !deleted.has(id) && !unreadable.has(id));
  await readInto(told, run.mailbox, unknown, run.signal);
}
