import { tag } from './xml-writer.ts';

/**
 * The properties of a calendar item that we read or write, in the order of the schema (ItemType, then
 * CalendarItemType): an item whose elements stand in another order is refused.
 */
const SCHEMA_ORDER = [
  'item:ItemClass',
  'item:Subject',
  'item:Sensitivity',
  'item:Body',
  'item:Categories',
  'item:ReminderIsSet',
  'item:ReminderMinutesBeforeStart',
  'item:LastModifiedTime',
  // Extended properties of our own (`series/unfinished.ts`) stand between the item's and the calendar's fields.
  'tahti:Unfinished',
  'calendar:UID',
  'calendar:Start',
  'calendar:End',
  'calendar:IsAllDayEvent',
  'calendar:LegacyFreeBusyStatus',
  'calendar:Location',
  'calendar:IsMeeting',
  'calendar:IsCancelled',
  'calendar:CalendarItemType',
  'calendar:MyResponseType',
  'calendar:Organizer',
  'calendar:RequiredAttendees',
  'calendar:OptionalAttendees',
  'calendar:Resources',
  'calendar:AppointmentState',
  'calendar:Recurrence',
  'calendar:ModifiedOccurrences',
  'calendar:DeletedOccurrences',
  'calendar:MeetingTimeZone',
  'calendar:StartTimeZone',
  'calendar:EndTimeZone',
] as const;

export type PropertyUri = (typeof SCHEMA_ORDER)[number];

/** One property to be written: its XML element (`<t:Subject>…</t:Subject>`), or null to delete it. */
export interface PropertyWrite {
  readonly uri: PropertyUri;
  readonly xml: string | null;
  /** Added to what stands there instead of taking its place; for lists of people, on updating. */
  readonly isAppended?: true;
}

/** The writes in schema order. */
export function inSchemaOrder(writes: readonly PropertyWrite[]): PropertyWrite[] {
  return [...writes].sort((one, other) => SCHEMA_ORDER.indexOf(one.uri) - SCHEMA_ORDER.indexOf(other.uri));
}

/** `<t:FieldURI FieldURI="…"/>` */
export function fieldUri(uri: string): string {
  return tag('t:FieldURI', { FieldURI: uri });
}

const ZONES_2007: readonly PropertyUri[] = ['calendar:MeetingTimeZone'];
const ZONES_2010: readonly PropertyUri[] = [
  'calendar:StartTimeZone',
  'calendar:EndTimeZone',
  'item:LastModifiedTime',
];

/** What GetItem asks for; a property that the schema version does not know would fail the whole request. */
export function readProperties(hasZoneDefinitions: boolean): readonly PropertyUri[] {
  const unknown = hasZoneDefinitions ? ZONES_2007 : ZONES_2010;
  return SCHEMA_ORDER.filter((uri) => !unknown.includes(uri) && !uri.startsWith('tahti:'));
}
