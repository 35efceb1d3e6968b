import type { SideName } from '../model/link.ts';
import type { Side } from '../sides/side.ts';
import type { Told } from './observe-side.ts';
import type { SyncRun } from './sync-run.ts';

/** Ids in one `read`; the sides cut it further where their server wants it. */
const READ_BATCH = 100;

/** What is known of one side while it is being observed. */
export type Sight = Pick<Told, 'entries' | 'deleted' | 'left' | 'unreadable'>;

/**
 * Reads entries as they stand now into what was observed. Those that are missing are known to be gone,
 * unless the side says that they stand there and cannot be read.
 */
export async function readInto(
  sight: Sight,
  side: Side,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (let at = 0; at < ids.length; at += READ_BATCH) {
    const some = ids.slice(at, at + READ_BATCH);
    const found = await side.read(some, signal);
    const missing = some.filter((id) => !found.has(id));
    const left = missing.length > 0 ? await side.leftAmong?.(missing, signal) : undefined;
    const unreadable = missing.length > 0 ? await side.unreadableAmong?.(missing, signal) : undefined;
    for (const id of some) {
      for (const part of [sight.entries, sight.deleted, sight.left, sight.unreadable]) part.delete(id);
      const entry = found.get(id);
      const error = unreadable?.get(id);
      if (entry) sight.entries.set(id, entry);
      else if (error) sight.unreadable.set(id, error);
      else sight.deleted.add(id);
      if (left?.has(id)) sight.left.add(id);
    }
  }
}

/** Both halves of the named links as they stand now; ids of links that ended meanwhile are passed over. */
export async function readLinks(
  run: SyncRun,
  linkIds: Iterable<string>,
  sights: Record<SideName, Sight>,
): Promise<void> {
  const links = [...linkIds].flatMap((id) => run.links.get(id) ?? []);
  await readInto(
    sights.activities,
    run.activities,
    links.map((link) => link.activity.id),
    run.signal,
  );
  await readInto(
    sights.mailbox,
    run.mailbox,
    links.map((link) => link.mailbox.id),
    run.signal,
  );
}
