import type { Item } from '../../mailbox-store/item.ts';
import { instantOf, wallOf } from '../../zones/zone.ts';
import { EwsError } from '../ews-error.ts';
import { applyChange, type Change, readChanges } from '../item-change.ts';
import { type FoundItem, findItem } from '../item-lookup.ts';
import { idOnlyShape, writeItem } from '../item-shape.ts';
import type { Draft, DraftZones } from '../properties/property.ts';
import { answerEach } from '../response-message.ts';
import { settleTimes } from '../settle-times.ts';
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
      requireInvitations(request);
      refuseLateNews(request, found);
      const changes = readChanges(childOf(element, 'Updates'));
      const conflicts = resolveConflicts(found, changes, request.attributes.get('ConflictResolution') ?? '');
      const updated = update(found, changes, context);
      return [
        branch('m:Items', [writeItem(updated, found.mailbox, idOnlyShape, context)]),
        branch('m:ConflictResults', [leaf('t:Count', conflicts)]),
      ];
    },
    afterError: [branch('m:Items', [])],
  });

function requireInvitations(request: XmlElement): void {
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

function update({ mailbox, item }: FoundItem, changes: readonly Change[], context: RequestContext): Item {
  const {
    number: _,
    folder: __,
    sequence: ___,
    created: ____,
    modified: _____,
    touched: ______,
    ...content
  } = item;
  const draft: Draft = { ...content, modifiedBy: context.actor.displayName };
  const fields = new Set(changes.map((change) => change.field));
  const zoneChanges = changes.filter((change) => change.field.endsWith('TimeZone'));
  for (const change of zoneChanges) applyChange(draft, change, { start: context.zone, end: context.zone });
  keepWallTimes(draft, item, fields);
  const zones = zonesOf(draft, fields, context);
  for (const change of changes) if (!zoneChanges.includes(change)) applyChange(draft, change, zones);
  settleTimes(draft);
  return mailbox.update(item, draft, [...fields]);
}

/** A new zone without a new time keeps what the clock shows, so the instant moves. */
function keepWallTimes(draft: Draft, item: Item, fields: ReadonlySet<string>): void {
  if (draft.startZone !== item.startZone && !fields.has('calendar:Start')) {
    draft.start = instantOf(draft.startZone, wallOf(item.startZone, item.start));
  }
  if (draft.endZone !== item.endZone && !fields.has('calendar:End')) {
    draft.end = instantOf(draft.endZone, wallOf(item.endZone, item.end));
  }
}

function zonesOf(draft: Draft, fields: ReadonlySet<string>, context: RequestContext): DraftZones {
  const meetingZone = fields.has('calendar:MeetingTimeZone');
  return {
    start: meetingZone || fields.has('calendar:StartTimeZone') ? draft.startZone : context.zone,
    end: meetingZone || fields.has('calendar:EndTimeZone') ? draft.endZone : context.zone,
  };
}
