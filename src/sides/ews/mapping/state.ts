import type { BusyStatus, CalendarEntry } from '../../../model/calendar-entry.ts';
import type { PropertyWrite } from '../properties.ts';
import { descend, flagOf, wordOf, type XmlElement } from '../xml-element.ts';
import { tag, textTag } from '../xml-writer.ts';
import type { MappingContext } from './context.ts';

const BUSY: Readonly<Record<BusyStatus, string>> = {
  free: 'Free',
  tentative: 'Tentative',
  busy: 'Busy',
  outOfOffice: 'OOF',
  workingElsewhere: 'WorkingElsewhere',
};

const BUSY_BY_WORD: ReadonlyMap<string, BusyStatus> = new Map(
  Object.entries(BUSY).map(([status, word]) => [word, status as BusyStatus]),
);

type State = Pick<CalendarEntry, 'isPrivate' | 'busy' | 'categories' | 'reminder'>;

/** Sensitivity, busy status, categories and reminder. */
export function readState(item: XmlElement): State {
  const minutes = Number(wordOf(item, 'ReminderMinutesBeforeStart') ?? 0);
  return {
    // Personal and Confidential are kept from others too; showing them would be the worse mistake.
    isPrivate: (wordOf(item, 'Sensitivity') ?? 'Normal') !== 'Normal',
    // NoData and words of later versions: Outlook shows such entries as busy.
    busy: BUSY_BY_WORD.get(wordOf(item, 'LegacyFreeBusyStatus') ?? '') ?? 'busy',
    categories: (descend(item, 'Categories')?.children ?? []).map((one) => one.text),
    reminder: flagOf(item, 'ReminderIsSet') && Number.isFinite(minutes) ? minutes : null,
  };
}

export function writePrivate(isPrivate: boolean): PropertyWrite[] {
  return [{ uri: 'item:Sensitivity', xml: textTag('t:Sensitivity', isPrivate ? 'Private' : 'Normal') }];
}

/** Servers before 2013 refuse WorkingElsewhere; busy keeps the time taken. */
export function writeBusy(busy: BusyStatus, context: MappingContext): PropertyWrite[] {
  const status = busy === 'workingElsewhere' && !context.traits.hasWorkingElsewhere ? 'busy' : busy;
  return [{ uri: 'calendar:LegacyFreeBusyStatus', xml: textTag('t:LegacyFreeBusyStatus', BUSY[status]) }];
}

/** An empty list cannot be set (the schema wants a first one), so it is deleted. */
export function writeCategories(categories: readonly string[]): PropertyWrite[] {
  const strings = categories.map((category) => textTag('t:String', category));
  return [{ uri: 'item:Categories', xml: strings.length > 0 ? tag('t:Categories', {}, ...strings) : null }];
}

export function writeReminder(minutes: number | null): PropertyWrite[] {
  const isSet: PropertyWrite = {
    uri: 'item:ReminderIsSet',
    xml: textTag('t:ReminderIsSet', String(minutes !== null)),
  };
  if (minutes === null) return [isSet];
  const before = textTag('t:ReminderMinutesBeforeStart', String(minutes));
  return [isSet, { uri: 'item:ReminderMinutesBeforeStart', xml: before }];
}
