import { type Day, dayLength, writeDay } from '../../series/day.ts';
import type { Pattern, Range, Rule } from '../../series/recurrence.ts';
import { instantOf, offsetAt } from '../../zones/zone.ts';
import { offsetText } from '../date-time.ts';
import type { RequestContext } from '../operations/operation.ts';
import { atLeast } from '../versions.ts';
import { branch, leaf, nothing, type Xml } from '../xml-write.ts';
import { dayWord, monthNames, nthNames, weekdayNames } from './words.ts';

/** A rule as an answer shows it. */
export function writeRecurrence(rule: Rule, context: RequestContext): Xml {
  return branch('t:Recurrence', [writePattern(rule.pattern, context), writeRange(rule.range, context)]);
}

function writePattern(pattern: Pattern, context: RequestContext): Xml {
  const interval = 'interval' in pattern ? leaf('t:Interval', pattern.interval) : nothing;
  switch (pattern.kind) {
    case 'daily':
      return branch('t:DailyRecurrence', [interval]);
    case 'weekly':
      return branch('t:WeeklyRecurrence', [
        interval,
        leaf('t:DaysOfWeek', pattern.weekdays.map((day) => weekdayNames[day]).join(' ')),
        // The element came with Exchange 2010 SP1.
        atLeast(context.version, 'Exchange2010_SP1')
          ? leaf('t:FirstDayOfWeek', weekdayNames[pattern.firstDayOfWeek])
          : nothing,
      ]);
    case 'absoluteMonthly':
      return branch('t:AbsoluteMonthlyRecurrence', [interval, leaf('t:DayOfMonth', pattern.dayOfMonth)]);
    case 'relativeMonthly':
      return branch('t:RelativeMonthlyRecurrence', [interval, ...writeNthDay(pattern)]);
    case 'absoluteYearly':
      return branch('t:AbsoluteYearlyRecurrence', [
        leaf('t:DayOfMonth', pattern.dayOfMonth),
        leaf('t:Month', monthNames[pattern.month - 1]),
      ]);
    case 'relativeYearly':
      return branch('t:RelativeYearlyRecurrence', [
        ...writeNthDay(pattern),
        leaf('t:Month', monthNames[pattern.month - 1]),
      ]);
  }
}

function writeNthDay({ nth, weekdays }: Extract<Pattern, { nth: unknown }>): Xml[] {
  return [leaf('t:DaysOfWeek', dayWord(weekdays)), leaf('t:DayOfWeekIndex', nthNames[nth - 1])];
}

function writeRange(range: Range, context: RequestContext): Xml {
  const start = leaf('t:StartDate', writeDate(range.start, context));
  switch (range.kind) {
    case 'noEnd':
      return branch('t:NoEndRecurrence', [start]);
    case 'endDate':
      return branch('t:EndDateRecurrence', [start, leaf('t:EndDate', writeDate(range.end, context))]);
    case 'numbered':
      return branch('t:NumberedRecurrence', [start, leaf('t:NumberOfOccurrences', range.count)]);
  }
}

/** Exchange adds the offset of the request's zone to a date: `2014-03-08-08:00`, or `2014-03-08Z` in UTC. */
function writeDate(day: Day, { zone }: RequestContext): string {
  return `${writeDay(day)}${offsetText(offsetAt(zone, instantOf(zone, day * dayLength)))}`;
}
