import type { RecurrencePattern, RecurrenceRange } from '../../../src/model/recurrence.ts';

const DAYS: Readonly<Record<string, string>> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};

/** A Recurrence element; stories have daily, weekly and monthly series by date. */
export function recurrenceXml(pattern: RecurrencePattern, range: RecurrenceRange, start: string): string {
  return `<t:Recurrence>${patternXml(pattern)}${rangeXml(range, start)}</t:Recurrence>`;
}

function patternXml(pattern: RecurrencePattern): string {
  if (pattern.kind === 'daily')
    return `<t:DailyRecurrence><t:Interval>${pattern.interval}</t:Interval></t:DailyRecurrence>`;
  if (pattern.kind === 'weekly') {
    const days = pattern.days.map((day) => DAYS[day]).join(' ');
    return `<t:WeeklyRecurrence><t:Interval>${pattern.interval}</t:Interval><t:DaysOfWeek>${days}</t:DaysOfWeek><t:FirstDayOfWeek>Monday</t:FirstDayOfWeek></t:WeeklyRecurrence>`;
  }
  if (pattern.kind === 'monthlyOnDate')
    return `<t:AbsoluteMonthlyRecurrence><t:Interval>${pattern.interval}</t:Interval><t:DayOfMonth>${pattern.dayOfMonth}</t:DayOfMonth></t:AbsoluteMonthlyRecurrence>`;
  throw new Error(`stories have no series that repeats as ${pattern.kind}`);
}

function rangeXml(range: RecurrenceRange, start: string): string {
  const from = `<t:StartDate>${start}</t:StartDate>`;
  if (range.kind === 'count')
    return `<t:NumberedRecurrence>${from}<t:NumberOfOccurrences>${range.occurrences}</t:NumberOfOccurrences></t:NumberedRecurrence>`;
  if (range.kind === 'until')
    return `<t:EndDateRecurrence>${from}<t:EndDate>${range.lastDate}</t:EndDate></t:EndDateRecurrence>`;
  return `<t:NoEndRecurrence>${from}</t:NoEndRecurrence>`;
}
