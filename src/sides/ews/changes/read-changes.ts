import { instantFromMillis, type Window } from '../../../model/time.ts';
import type { ChangePage } from '../../side.ts';
import { ewsError } from '../errors.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { getFolder } from '../operations/get-folder.ts';
import { type SyncChange, type SyncPage, syncFolderItems } from '../operations/sync-folder-items.ts';
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
  const { reader, habits } = access;
  const before = cursor === null ? null : readCursor(cursor);
  const folder = habits.takesAnySyncState
    ? await folderOf(access, before?.folder ?? null, signal)
    : undefined;
  const watch = habits.masterKeyIsStill ? new SeriesWatch(before ?? {}, window) : null;
  for await (const { changes, deleted, syncState, last } of pages(
    access,
    before?.syncState ?? null,
    signal,
  )) {
    const ids = changes.filter((change) => isWorthReading(change, window)).map(({ id }) => id);
    const { entries, unreadable } = await reader.read(ids, signal);
    watch?.saw(entries.values(), deleted);
    const more = watch && last ? await watch.look(reader, signal) : [];
    yield {
      entries: [...entries.values(), ...more],
      deleted,
      unreadable,
      cursor: writeCursor({ syncState, ...(folder ? { folder } : {}), ...watch?.memory }),
      last,
    };
  }
}

/** Pages of the change feed; the next one is asked for while the entries of this one are read. */
async function* pages(
  { client, mailbox }: MailboxAccess,
  from: string | null,
  signal: AbortSignal,
): AsyncIterable<SyncPage> {
  const ask = (state: string | null) => {
    const page = client.callOne(syncFolderItems(state), mailbox, signal);
    // Its failure is met when its turn comes, if it ever does.
    page.catch(() => {});
    return page;
  };
  let state = from;
  let next: Promise<SyncPage> | null = ask(state);
  try {
    while (next) {
      const page: SyncPage = await next;
      refuseStandstill(page.syncState === state && !page.last);
      state = page.syncState;
      next = page.last ? null : ask(state);
      yield page;
    }
  } finally {
    // Whoever stops listening leaves no request running.
    await next?.catch(() => {});
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
