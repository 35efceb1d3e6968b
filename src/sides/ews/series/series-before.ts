import type { CalendarEntry } from '../../../model/calendar-entry.ts';
import type { UpdateRequest } from '../../side.ts';
import type { ItemOutcome } from '../client.ts';
import { ewsDetails } from '../errors.ts';
import type { MailboxAccess } from '../mailbox-access.ts';

/**
 * What stands there before a patch that concerns a series is written: what the caller knows, or else what the
 * server says, which then has to be of the version that the caller has seen. Entries for other patches are missing.
 */
export async function entriesBefore(
  { reader, habits }: MailboxAccess,
  requests: readonly UpdateRequest[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ItemOutcome<CalendarEntry>>> {
  const concerned = requests.filter(
    ({ patch }) => patch.recurrence !== undefined || patch.time !== undefined,
  );
  // A change key that does not move with the occurrences says nothing about them.
  const isKnown = ({ before }: UpdateRequest) => before !== undefined && !habits.masterKeyIsStill;
  const asked = concerned.filter((request) => !isKnown(request) && request.patch.recurrence !== undefined);
  const ids = asked.map(({ id }) => id);
  const { entries, unreadable } = await reader.read(ids, signal);
  const failures = new Map(unreadable.map(({ id, error }) => [id, error]));
  const told = asked.map(({ id, version }): [string, ItemOutcome<CalendarEntry>] => {
    const entry = entries.get(id);
    if (entry?.version === version) return [id, { ok: true, value: entry.entry }];
    const error = entry
      ? ewsDetails('ErrorIrresolvableConflict', 'the entry changed since it was read')
      : (failures.get(id) ?? ewsDetails('ErrorItemNotFound', 'the entry is gone'));
    return [id, { ok: false, error }];
  });
  const known = concerned
    .filter(isKnown)
    .flatMap(({ id, before }): [string, ItemOutcome<CalendarEntry>][] =>
      before ? [[id, { ok: true, value: before }]] : [],
    );
  return new Map([...told, ...known]);
}
