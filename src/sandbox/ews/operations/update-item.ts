import type { Item } from '../../mailbox-store/item.ts';
import { announceUpdate, prepareUpdate } from '../../meetings/announce.ts';
import { currentVersion } from '../../meetings/entry.ts';
import { readSending, type Sending } from '../../meetings/sending.ts';
import { settleSeries } from '../../series/settle-series.ts';
import { changedDraft } from '../changed-draft.ts';
import { EwsError } from '../ews-error.ts';
import { type Change, notAllowed, readChanges } from '../item-change.ts';
import { type FoundItem, findItem } from '../item-lookup.ts';
import { idOnlyShape, writeItem } from '../item-shape.ts';
import { updateOccurrence } from '../occurrence-change.ts';
import { answerEach } from '../response-message.ts';
import { childOf, type XmlElement } from '../xml-read.ts';
import { branch, leaf } from '../xml-write.ts';
import type { Operation, RequestContext } from './operation.ts';

/** UpdateItem: sets, deletes and appends to properties, under one of three ways to resolve conflicts. */
export const updateItem: Operation = (request, context) =>
  answerEach(context, {
    operation: 'UpdateItem',
    inputs: childOf(request, 'ItemChanges')?.children ?? [],
    work: (element) => {
      const found = findItem(element.children[0] as XmlElement, context);
      requireInvitations(request, found.item);
      refuseLateNews(request, found);
      const changes = readChanges(childOf(element, 'Updates'));
      const conflicts = resolveConflicts(found, changes, request.attributes.get('ConflictResolution') ?? '');
      const sending = readSending(request.attributes.get('SendMeetingInvitationsOrCancellations'));
      const updated = update(found, changes, sending, context);
      return [
        branch('m:Items', [writeItem(updated, found.mailbox, idOnlyShape, context)]),
        branch('m:ConflictResults', [leaf('t:Count', conflicts)]),
      ];
    },
    afterError: [branch('m:Items', [])],
  });

function requireInvitations(request: XmlElement, item: Item): void {
  if (item.message) {
    if (request.attributes.has('MessageDisposition')) return;
    const message = 'MessageDisposition attribute is required for messages.';
    throw new EwsError('ErrorMessageDispositionRequired', message);
  }
  if (request.attributes.has('SendMeetingInvitationsOrCancellations')) return;
  const message = 'SendMeetingInvitationsOrCancellations attribute is required for calendar items.';
  throw new EwsError('ErrorSendMeetingInvitationsOrCancellationsRequired', message);
}

/** What lies in Deleted Items can be changed, but no longer announced to anybody. */
function refuseLateNews(request: XmlElement, { mailbox, item }: FoundItem): void {
  if (request.attributes.get('SendMeetingInvitationsOrCancellations') === 'SendToNone') return;
  if (mailbox.folder(item.folder)?.distinguished !== 'deleteditems') return;
  const message =
    'A calendar item in Deleted Items cannot be updated with updates or cancellations being sent.';
  throw new EwsError('ErrorCalendarCannotUpdateDeletedItem', message);
}

/**
 * NeverOverwrite refuses any version but the current one. AutoResolve refuses nothing: fields that both sides
 * changed get the client's value and are counted. AlwaysOverwrite needs no change key.
 * @returns how many fields had been changed meanwhile as well
 */
function resolveConflicts(found: FoundItem, changes: readonly Change[], resolution: string): number {
  const { item, expectedSequence } = found;
  if (resolution === 'AlwaysOverwrite') return 0;
  if (expectedSequence === null) {
    const message = 'The change key is required for this operation. Get the item again for its current one.';
    throw new EwsError('ErrorChangeKeyRequiredForWriteOperations', message);
  }
  if (expectedSequence === item.sequence) return 0;
  if (resolution === 'NeverOverwrite') {
    const message =
      'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.';
    throw new EwsError('ErrorIrresolvableConflict', message);
  }
  return changes.filter((change) => (item.touched[change.field] ?? 0) > expectedSequence).length;
}

/**
 * A changed occurrence becomes an exception of its series; a changed master may become another series. What others
 * have to hear of it is sent in the same moment.
 */
function update(
  found: FoundItem,
  changes: readonly Change[],
  sending: Sending,
  context: RequestContext,
): Item {
  const { mailbox, item, series } = found;
  const fields = [...new Set(changes.map((change) => change.field))];
  if (series) refuseRule(changes);
  const draft = changedDraft(item, changes, context);
  if (!series) settleSeries(draft, item);
  if (!item.message) prepareUpdate(context, draft, item, sending);
  return context.organization.atomically(() => {
    const updated = series
      ? updateOccurrence(mailbox, series, draft, fields, context)
      : mailbox.update(item, draft, fields);
    if (item.message) return updated;
    announceUpdate(context, mailbox, item, updated, sending);
    // Rooms have answered by now, and their answers are a newer version.
    return currentVersion(mailbox, updated);
  });
}

/** Only the master has a rule (EWS documentation, Update a recurring series). */
function refuseRule(changes: readonly Change[]): void {
  const change = changes.find(({ field }) => field === 'calendar:Recurrence');
  if (change) throw notAllowed(change, change.path);
}
