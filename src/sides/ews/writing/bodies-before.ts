import type { CalendarEntry } from '../../../model/calendar-entry.ts';
import type { ErrorDetails } from '../../../model/problem.ts';
import type { UpdateRequest } from '../../side.ts';
import type { ItemOutcome } from '../client.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { readBody } from '../mapping/text.ts';
import { getItemBodies } from '../operations/get-item.ts';

/** A body as it stands before another text is written into it. */
export type StandingBody = Pick<CalendarEntry, 'text' | 'html'>;

/**
 * The bodies that patches with another text are written into. They are asked for just before: had one changed since
 * the version that the patch was made for, the change key refuses the write. Entries that are gone are missing.
 */
export async function bodiesBefore(
  { reader }: MailboxAccess,
  requests: readonly UpdateRequest[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ItemOutcome<StandingBody>>> {
  const ids = requests
    .filter(({ patch }) => patch.text !== undefined && patch.html === undefined)
    .map(({ id }) => id);
  const untold: { id: string; error: ErrorDetails }[] = [];
  const items = await reader.items(ids, (batch) => getItemBodies(batch, reader.bodyType), signal, untold);
  const told = [...items].map(([id, item]): [string, ItemOutcome<StandingBody>] => [
    id,
    { ok: true, value: readBody(item) },
  ]);
  // Written without knowing what stands there, a text would destroy an HTML body.
  const failed = untold.map(({ id, error }): [string, ItemOutcome<StandingBody>] => [
    id,
    { ok: false, error },
  ]);
  return new Map([...told, ...failed]);
}
