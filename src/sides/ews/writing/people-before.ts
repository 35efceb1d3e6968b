import type { Participant } from '../../../model/participant.ts';
import type { ErrorDetails } from '../../../model/problem.ts';
import type { UpdateRequest } from '../../side.ts';
import type { ItemOutcome } from '../client.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { readParticipants } from '../mapping/people.ts';
import { getItemProperties } from '../operations/get-item.ts';
import { fieldUri } from '../properties.ts';

const PATHS = [
  'calendar:MyResponseType',
  'calendar:Organizer',
  'calendar:RequiredAttendees',
  'calendar:OptionalAttendees',
  'calendar:Resources',
  'calendar:AppointmentState',
].map(fieldUri);

/**
 * Who takes part before patches that name participants are written: as the caller knows it, or as the server says.
 * Had it changed since the version that the patch was made for, the change key refuses the write. Entries that are
 * gone, and those of other patches, are missing.
 */
export async function peopleBefore(
  { reader, context }: MailboxAccess,
  requests: readonly UpdateRequest[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ItemOutcome<readonly Participant[]>>> {
  const concerned = requests.filter(({ patch }) => patch.participants !== undefined);
  const people = new Map<string, ItemOutcome<readonly Participant[]>>();
  for (const { id, before } of concerned)
    if (before) people.set(id, { ok: true, value: before.participants });
  const asked = concerned.filter(({ before }) => !before).map(({ id }) => id);
  const untold: { id: string; error: ErrorDetails }[] = [];
  const items = await reader.items(asked, (batch) => getItemProperties(batch, PATHS), signal, untold);
  for (const [id, item] of items) people.set(id, { ok: true, value: readParticipants(item, context) });
  for (const { id, error } of untold) people.set(id, { ok: false, error });
  return people;
}
