import type { Item } from '../../mailbox-store/item.ts';
import { readDateTime, writeDateTime, writeDuration, writeWallTime } from '../date-time.ts';
import { atLeast } from '../versions.ts';
import { leaf, nothing } from '../xml-write.ts';
import { readMeetingTimeZone, readTimeZoneDefinition } from '../zones/zone-read.ts';
import { writeMeetingTimeZone, writeTimeZoneReference } from '../zones/zone-write.ts';
import type { PropertyDefinition } from './property.ts';
import { computed, flag, isTrue } from './scalar.ts';

const minutesOf = (item: Item): number => Math.round((item.end - item.start) / 60_000);

/** When the item is, and in which zones. */
export const timeProperties: readonly PropertyDefinition[] = [
  {
    field: 'calendar:Start',
    shape: 'default',
    write: (item, { context }) => leaf('t:Start', writeDateTime(item.start, context)),
    value: (item) => item.start,
    set: (draft, element, zones) => {
      draft.start = readDateTime(element.text, zones.start);
    },
  },
  {
    field: 'calendar:End',
    shape: 'default',
    write: (item, { context }) => leaf('t:End', writeDateTime(item.end, context)),
    value: (item) => item.end,
    set: (draft, element, zones) => {
      draft.end = readDateTime(element.text, zones.end);
    },
  },
  flag('calendar:IsAllDayEvent', 'all', 'allDay', false),
  computed('calendar:Duration', 'all', (item) => writeDuration(minutesOf(item)), 'calculated'),
  {
    field: 'calendar:TimeZone',
    shape: 'all',
    write: (item) => leaf('t:TimeZone', item.startZone.name ?? item.startZone.id),
  },
  {
    field: 'calendar:MeetingTimeZone',
    shape: 'all',
    notInFind: true,
    write: (item, { context }) =>
      atLeast(context.version, 'Exchange2010') ? nothing : writeMeetingTimeZone(item.startZone, item.start),
    set: (draft, element) => {
      const zone = readMeetingTimeZone(element);
      draft.startZone = zone;
      draft.endZone = zone;
    },
  },
  {
    field: 'calendar:StartTimeZone',
    shape: 'all',
    notInFind: true,
    write: (item) => writeTimeZoneReference('t:StartTimeZone', item.startZone, item.start),
    set: (draft, element) => {
      draft.startZone = readTimeZoneDefinition(element);
    },
  },
  {
    field: 'calendar:EndTimeZone',
    shape: 'all',
    notInFind: true,
    write: (item) => writeTimeZoneReference('t:EndTimeZone', item.endZone, item.end),
    set: (draft, element) => {
      draft.endZone = readTimeZoneDefinition(element);
    },
  },
  {
    field: 'calendar:StartWallClock',
    shape: 'asked',
    write: (item) => leaf('t:StartWallClock', writeWallTime(item.start, item.startZone)),
  },
  {
    field: 'calendar:EndWallClock',
    shape: 'asked',
    write: (item) => leaf('t:EndWallClock', writeWallTime(item.end, item.endZone)),
  },
  computed('calendar:StartTimeZoneId', 'asked', (item) => item.startZone.id, 'calculated'),
  computed('calendar:EndTimeZoneId', 'asked', (item) => item.endZone.id, 'calculated'),
  {
    field: 'item:ReminderDueBy',
    shape: 'all',
    write: (item, { context }) => leaf('t:ReminderDueBy', writeDateTime(item.start, context)),
    value: (item) => item.start,
    // Exchange keeps the due time of a calendar item at its start; a written value is accepted and has no effect.
    set: () => {},
    remove: () => {},
  },
  flag('item:ReminderIsSet', 'all', 'reminderSet', false),
  {
    field: 'item:ReminderNextTime',
    shape: 'asked',
    write: (item, { context }) =>
      item.reminderSet
        ? leaf('t:ReminderNextTime', writeDateTime(item.start - item.reminderMinutes * 60_000, context))
        : nothing,
  },
  {
    field: 'item:ReminderMinutesBeforeStart',
    shape: 'all',
    write: (item) => leaf('t:ReminderMinutesBeforeStart', item.reminderMinutes),
    value: (item) => item.reminderMinutes,
    set: (draft, element) => {
      draft.reminderMinutes = Number(element.text);
    },
    remove: (draft) => {
      draft.reminderMinutes = 0;
    },
  },
  {
    field: 'calendar:AllowNewTimeProposal',
    shape: 'all',
    write: (item) => leaf('t:AllowNewTimeProposal', item.newTimeProposalAllowed),
    value: (item) => item.newTimeProposalAllowed,
    set: (draft, element) => {
      draft.newTimeProposalAllowed = isTrue(element);
    },
    remove: (draft) => {
      draft.newTimeProposalAllowed = true;
    },
  },
];
