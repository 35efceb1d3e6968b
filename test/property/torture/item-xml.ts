import type { EntryTime } from '../../../src/model/time.ts';
import { escapeXml, set } from './owner-client.ts';
import { HOME, midnight, ZONES } from './when.ts';

/** What a person gives an item in Outlook; nothing that is not named is written. */
export interface ItemContent {
  readonly subject?: string;
  readonly sensitivity?: string;
  readonly body?: { readonly type: 'Text' | 'HTML'; readonly content: string };
  readonly categories?: readonly string[];
  readonly reminder?: number | null;
  readonly time?: EntryTime;
  readonly busy?: string;
  readonly location?: string;
  readonly attendees?: readonly string[];
  /** A whole Recurrence element. */
  readonly recurrence?: string;
}

interface Property {
  readonly uri: string;
  readonly xml: string;
}

/** The properties in the order that the schema wants. */
function propertiesOf(content: ItemContent): Property[] {
  const { subject, sensitivity, body, categories, reminder, time, busy, location, attendees, recurrence } =
    content;
  const plain = (uri: string, value: string | undefined): Property[] => {
    const name = uri.split(':')[1] ?? '';
    return value === undefined ? [] : [{ uri, xml: `<t:${name}>${escapeXml(value)}</t:${name}>` }];
  };
  const list = (uri: string, xml: readonly string[] | undefined): Property[] => {
    const name = uri.split(':')[1] ?? '';
    return xml?.length ? [{ uri, xml: `<t:${name}>${xml.join('')}</t:${name}>` }] : [];
  };
  const text = body && `<t:Body BodyType="${body.type}">${escapeXml(body.content)}</t:Body>`;
  return [
    ...plain('item:Subject', subject),
    ...plain('item:Sensitivity', sensitivity),
    ...(text ? [{ uri: 'item:Body', xml: text }] : []),
    ...list(
      'item:Categories',
      categories?.map((one) => `<t:String>${escapeXml(one)}</t:String>`),
    ),
    ...plain('item:ReminderIsSet', reminder === undefined ? undefined : String(reminder !== null)),
    ...plain('item:ReminderMinutesBeforeStart', reminder == null ? undefined : String(reminder)),
    ...(time ? times(time) : []),
    ...plain('calendar:LegacyFreeBusyStatus', busy),
    ...plain('calendar:Location', location),
    ...list('calendar:RequiredAttendees', attendees?.map(attendee)),
    ...(recurrence ? [{ uri: 'calendar:Recurrence', xml: recurrence }] : []),
    ...(time ? zones(time) : []),
  ];
}

export function itemXml(content: ItemContent): string {
  return propertiesOf(content)
    .map(({ xml }) => xml)
    .join('');
}

/** The SetItemField elements that give an item this content. */
export function changesXml(content: ItemContent): string[] {
  return propertiesOf(content).map(({ uri, xml }) => set(uri, xml));
}

function times(time: EntryTime): Property[] {
  const isAllDay = time.kind === 'allDay';
  const at = (text: string) => (isAllDay ? midnight(text, HOME) : text);
  return [
    { uri: 'calendar:Start', xml: `<t:Start>${at(time.start)}</t:Start>` },
    { uri: 'calendar:End', xml: `<t:End>${at(time.end)}</t:End>` },
    { uri: 'calendar:IsAllDayEvent', xml: `<t:IsAllDayEvent>${isAllDay}</t:IsAllDayEvent>` },
  ];
}

function zones(time: EntryTime): Property[] {
  const id = ZONES[time.kind === 'timed' ? time.zone : HOME];
  return ['StartTimeZone', 'EndTimeZone'].map((name) => ({
    uri: `calendar:${name}`,
    xml: `<t:${name} Id="${id}"/>`,
  }));
}

function attendee(address: string): string {
  return `<t:Attendee><t:Mailbox><t:EmailAddress>${escapeXml(address)}</t:EmailAddress></t:Mailbox></t:Attendee>`;
}
