import { instantFromMillis, type Window } from '../../../model/time.ts';
import type { ChangePage } from '../../side.ts';
import { ewsError } from '../errors.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { getFolder } from '../operations/get-folder.ts';
import { type SyncChange, syncFolderItems } from '../operations/sync-folder-items.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { SeriesWatch } from './series-watch.ts';

const DAY = 24 * 3600_000;

/** What changed in the calendar since the cursor, page by page; see `Side.changes`. */
export async function* readChanges(
  access: MailboxAccess,
  cursor: string | null,
  window: Window,
  signal: AbortSignal,
): AsyncIterable<ChangePage> {
  const { client, mailbox, reader, habits } = access;
  const before = cursor === null ? null : readCursor(cursor);
  const folder = habits.takesAnySyncState
    ? await folderOf(access, before?.folder ?? null, signal)
    : undefined;
  const watch = habits.masterKeyIsStill ? new SeriesWatch(before ?? {}, window) : null;
  for (let state = before?.syncState ?? null, last = false; !last; ) {
    const page = await client.callOne(syncFolderItems(state), mailbox, signal);
    const ids = page.changes.filter((change) => isWorthReading(change, window)).map(({ id }) => id);
    const { entries, unreadable } = await reader.read(ids, signal);
    refuseStandstill(page.syncState === state && !page.last);
    state = page.syncState;
    last = page.last;
    watch?.saw(entries.values(), page.deleted);
    const more = watch && last ? await watch.look(reader, signal) : [];
    yield {
      entries: [...entries.values(), ...more],
      deleted: page.deleted,
      unreadable,
      cursor: writeCursor({ syncState: state, ...(folder ? { folder } : {}), ...watch?.memory }),
      last,
    };
  }
}

/** The calendar folder's id; a cursor of another folder is lost, though the server would take it. */
async function folderOf(
  { client, mailbox }: MailboxAccess,
  known: string | null,
  signal: AbortSignal,
): Promise<string> {
  const { id } = await client.callOne(getFolder('calendar'), mailbox, signal);
  if (known !== null && known !== id)
    throw ewsError('ErrorInvalidSyncStateData', 'the sync state belongs to another calendar folder');
  return id;
}

/**
 * A calendar of many years is mostly past: what is new to us and ended before the window is not read. It cannot
 * be linked (a link would make it known), and the window's beginning only ever moves forward.
 */
function isWorthReading({ isNew, end }: SyncChange, window: Window): boolean {
  if (!isNew || end === null || Number.isNaN(Date.parse(end))) return true;
  // One day of slack, since all-day entries end at different instants around the earth.
  return instantFromMillis(Date.parse(end) + DAY) >= window.from;
}

/** A server that promises more pages without moving on would be asked for ever. */
function refuseStandstill(isStandstill: boolean): void {
  if (isStandstill) throw ewsError('EWS_UNEXPECTED_ANSWER', 'SyncFolderItems told the same page again');
}
