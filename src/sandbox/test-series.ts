import type { XmlElement } from './ews/xml-read.ts';
import { type Answer, type CallOptions, created, type ItemRef, type TestClient } from './test-client.ts';

/** Elements of series for the tests. */
export const helsinki = '<t:StartTimeZone Id="FLE Standard Time"/><t:EndTimeZone Id="FLE Standard Time"/>';

/** Wall times of one day, an hour unless told otherwise. */
export function wallTimes(day: string, from = '10:00', to = '11:00'): string {
  return `<t:Start>${day}T${from}:00</t:Start><t:End>${day}T${to}:00</t:End>`;
}

export const daily = (interval = 1): string =>
  `<t:DailyRecurrence><t:Interval>${interval}</t:Interval></t:DailyRecurrence>`;

export const weekly = (days: string, interval = 1, first = 'Monday'): string =>
  `<t:WeeklyRecurrence><t:Interval>${interval}</t:Interval><t:DaysOfWeek>${days}</t:DaysOfWeek><t:FirstDayOfWeek>${first}</t:FirstDayOfWeek></t:WeeklyRecurrence>`;

export const numbered = (start: string, count: number): string =>
  `<t:NumberedRecurrence><t:StartDate>${start}</t:StartDate><t:NumberOfOccurrences>${count}</t:NumberOfOccurrences></t:NumberedRecurrence>`;

export const endDate = (start: string, end: string): string =>
  `<t:EndDateRecurrence><t:StartDate>${start}</t:StartDate><t:EndDate>${end}</t:EndDate></t:EndDateRecurrence>`;

export const noEnd = (start: string): string =>
  `<t:NoEndRecurrence><t:StartDate>${start}</t:StartDate></t:NoEndRecurrence>`;

export const recurrence = (pattern: string, range: string): string =>
  `<t:Recurrence>${pattern}${range}</t:Recurrence>`;

/** The content of a CalendarItem that is a series in Helsinki's zone, in the schema's order. */
export function seriesItem(pattern: string, range: string, times: string, subject = 'series'): string {
  return `<t:Subject>${subject}</t:Subject>${times}${recurrence(pattern, range)}${helsinki}`;
}

/** Makes a series of five days from 2 November 2026, 10 to 11 in Helsinki. */
export function fiveDays(client: TestClient, subject = 'series', options?: CallOptions): Promise<ItemRef> {
  const item = seriesItem(daily(), numbered('2026-11-02', 5), wallTimes('2026-11-02'), subject);
  return created(client, item, options);
}

/** An OccurrenceItemId by index from 1. */
export function occurrenceId(master: ItemRef, index: number, withKey = true): string {
  const key = withKey ? ` ChangeKey="${master.changeKey}"` : '';
  return `<t:OccurrenceItemId RecurringMasterId="${master.id}"${key} InstanceIndex="${index}"/>`;
}

/** A GetItem request by a whole id element. */
export function getById(id: string, additional = ''): string {
  const paths = additional === '' ? '' : `<t:AdditionalProperties>${additional}</t:AdditionalProperties>`;
  return `<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape>${paths}</m:ItemShape><m:ItemIds>${id}</m:ItemIds></m:GetItem>`;
}

/** An UpdateItem request by a whole id element. */
export function updateById(id: string, updates: string, resolution = 'NeverOverwrite'): string {
  return `<m:UpdateItem ConflictResolution="${resolution}" SendMeetingInvitationsOrCancellations="SendToNone"><m:ItemChanges><t:ItemChange>${id}<t:Updates>${updates}</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>`;
}

/** A DeleteItem request by a whole id element. */
export function deleteById(id: string, type = 'MoveToDeletedItems'): string {
  return `<m:DeleteItem DeleteType="${type}" SendMeetingCancellations="SendToNone"><m:ItemIds>${id}</m:ItemIds></m:DeleteItem>`;
}

/** Updates that move an item. */
export function moveTo(start: string, end: string): string {
  return `<t:SetItemField><t:FieldURI FieldURI="calendar:Start"/><t:CalendarItem><t:Start>${start}</t:Start></t:CalendarItem></t:SetItemField><t:SetItemField><t:FieldURI FieldURI="calendar:End"/><t:CalendarItem><t:End>${end}</t:End></t:CalendarItem></t:SetItemField>`;
}

/** The update that gives an item a rule. */
export function setRecurrence(pattern: string, range: string): string {
  return `<t:SetItemField><t:FieldURI FieldURI="calendar:Recurrence"/><t:CalendarItem>${recurrence(pattern, range)}</t:CalendarItem></t:SetItemField>`;
}

/** The child texts of every element with a name: `values(answer, 'DeletedOccurrence', 'Start')`. */
export function values(answer: Answer, element: string, child: string): string[] {
  return answer.all(element).map((each) => textIn(each, child));
}

function textIn(element: XmlElement, child: string): string {
  return element.children.find((each) => each.name === child)?.text ?? '';
}
