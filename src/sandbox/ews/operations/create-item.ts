import type { Item } from '../../mailbox-store/item.ts';
import type { Mailbox } from '../../mailbox-store/mailbox.ts';
import { defaultItem } from '../../mailbox-store/new-item.ts';
import { announceNew, prepareNew } from '../../meetings/announce.ts';
import { readSending, type Sending } from '../../meetings/sending.ts';
import { settleSeries } from '../../series/settle-series.ts';
import { EwsError } from '../ews-error.ts';
import { type FoundFolder, findFolder } from '../folder-lookup.ts';
import { idOnlyShape, writeItem } from '../item-shape.ts';
import { readExtendedProperty } from '../properties/extended-value.ts';
import { isNativeMapi } from '../properties/native-mapi.ts';
import { type Draft, type DraftZones, elementName } from '../properties/property.ts';
import { fieldOfElement, propertyByElement } from '../properties/table.ts';
import { answerEach } from '../response-message.ts';
import { settleTimes } from '../settle-times.ts';
import { childOf, type XmlElement } from '../xml-read.ts';
import { branch, leaf } from '../xml-write.ts';
import type { Operation, RequestContext } from './operation.ts';
import { isResponseObject, respondToItem } from './respond-to-item.ts';

/**
 * CreateItem: puts new calendar items into the calendar, or into the folder that SavedItemFolderId names, and
 * carries out response objects.
 */
export const createItem: Operation = (request, context) => {
  const target = childOf(request, 'SavedItemFolderId')?.children[0];
  const invitations = request.attributes.get('SendMeetingInvitations');
  return answerEach(context, {
    operation: 'CreateItem',
    inputs: childOf(request, 'Items')?.children ?? [],
    work: (element) => {
      if (isResponseObject(element)) return respondToItem(element, request, context);
      const { mailbox, folder } = targetFolder(target, context);
      if (element.name !== 'CalendarItem') throw notCalendarItem(element.name);
      requireInvitations(invitations);
      if (folder.kind !== 'calendar') throw notCalendarFolder();
      const draft = readNewItem(element, mailbox, context);
      const item = store(draft, mailbox, folder.number, readSending(invitations), context);
      return [branch('m:Items', [writeItem(item, mailbox, idOnlyShape, context)])];
    },
    afterError: [branch('m:Items', [])],
  });
};

/** Puts the item into its folder and sends its invitations: both or neither survive a kill. */
function store(
  draft: Draft,
  mailbox: Mailbox,
  folder: number,
  sending: Sending,
  context: RequestContext,
): Item {
  prepareNew(context, draft, sending);
  return context.organization.atomically(() => {
    const [item] = mailbox.create(folder, [draft]);
    if (!item) throw new Error('Nothing was created');
    announceNew(context, mailbox, item, sending);
    return mailbox.item(item.number) ?? item;
  });
}

function targetFolder(target: XmlElement | undefined, context: RequestContext): FoundFolder {
  if (target) return findFolder(target, context);
  const { mailbox } = context;
  const folder = mailbox?.distinguishedFolder('calendar');
  if (!mailbox || !folder) {
    throw new EwsError(
      'ErrorMissingEmailAddress',
      'The account has no mailbox in which the item could be saved.',
    );
  }
  return { mailbox, folder };
}

function notCalendarItem(name: string): EwsError {
  return new EwsError(
    'ErrorInvalidOperation',
    `This server keeps calendar items only; ${name} cannot be created.`,
  );
}

function requireInvitations(invitations: string | undefined): void {
  if (invitations !== undefined) return;
  const message = 'SendMeetingInvitations attribute is required for calendar items.';
  throw new EwsError('ErrorSendMeetingInvitationsRequired', message);
}

function notCalendarFolder(): EwsError {
  const message = 'A calendar item cannot be created in a folder that is not a calendar folder.';
  return new EwsError('ErrorCannotCreateCalendarItemInNonCalendarFolder', message);
}

/** Zones are read before the times that are meant in them; the schema has them the other way round. */
function zonesFirst(elements: readonly XmlElement[]): XmlElement[] {
  const isZone = (element: XmlElement): boolean => element.name.endsWith('TimeZone');
  return [...elements.filter(isZone), ...elements.filter((element) => !isZone(element))];
}

function readNewItem(element: XmlElement, mailbox: Mailbox, context: RequestContext): Draft {
  const draft: Draft = {
    ...defaultItem(mailbox.record, context.actor.displayName, context.now, context.zone),
  };
  const given = new Set(element.children.map((child) => child.name));
  const extended: Record<string, Draft['extended'][string]> = {};
  for (const child of zonesFirst(element.children)) {
    if (child.name === 'ExtendedProperty') Object.assign(extended, readExtended(child));
    else setProperty(draft, child, zonesOf(draft, given, context));
  }
  draft.extended = extended;
  if (given.has('StartTimeZone') && !given.has('EndTimeZone')) draft.endZone = draft.startZone;
  if (given.has('Start') && !given.has('End')) draft.end = draft.start + 30 * 60_000;
  settleTimes(draft);
  settleSeries(draft, null);
  return draft;
}

function zonesOf(draft: Draft, given: ReadonlySet<string>, context: RequestContext): DraftZones {
  const meetingZone = given.has('MeetingTimeZone');
  return {
    start: meetingZone || given.has('StartTimeZone') ? draft.startZone : context.zone,
    end: meetingZone || given.has('EndTimeZone') ? draft.endZone : context.zone,
  };
}

/** Reads an extended property to be stored; one that is a field of the item is left to that field. */
export function readExtended(element: XmlElement): Draft['extended'] {
  const { path, property } = readExtendedProperty(element);
  return isNativeMapi(path.key) ? {} : { [path.key]: property };
}

function setProperty(draft: Draft, element: XmlElement, zones: DraftZones): void {
  const definition = propertyByElement(element.name);
  if (!definition?.set) throw readOnly(element);
  if (elementName(definition) === 'UID' && element.text.trim() === '') return;
  definition.set(draft, element, zones);
}

function readOnly(element: XmlElement): EwsError {
  const path = leaf('t:FieldURI', '', { FieldURI: fieldOfElement(element.name) });
  return new EwsError('ErrorInvalidPropertySet', 'Set action is invalid for property.', [path]);
}
