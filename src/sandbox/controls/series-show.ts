import { changeKey, itemId } from '../ews/ids.ts';
import { dayWord, monthNames, nthNames, weekdayNames } from '../ews/recurrence/words.ts';
import type { Item } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { writeDay } from '../series/day.ts';
import { isMaster, type Master, occurrenceItem } from '../series/occurrences.ts';
import type { Pattern, SeriesException } from '../series/recurrence.ts';

/** The rule of a master with its exceptions and deletions, in the words in which the controls take them. */
export function showSeries(item: Item, mailbox: Mailbox): object {
  if (!isMaster(item)) return {};
  const { rule, exceptions, deleted } = item.series;
  const { start, ...range } = rule.range;
  const end = 'end' in range ? { end: writeDay(range.end) } : {};
  return {
    recurrence: { pattern: showPattern(rule.pattern), range: { ...range, start: writeDay(start), ...end } },
    exceptions: exceptions.map((exception) => showException(exception, item, mailbox)),
    deletions: deleted.map(writeDay),
  };
}

function showException(exception: SeriesException, master: Master, mailbox: Mailbox): object {
  const { startZone, endZone, extended, start, end, ...own } = exception.overrides;
  const occurrence = occurrenceItem(master, exception.day);
  return {
    id: itemId(mailbox.record, occurrence),
    changeKey: changeKey(mailbox.record, 'calendarItem', occurrence.sequence),
    date: writeDay(exception.day),
    ...own,
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    ...(startZone ? { startZone: startZone.id } : {}),
    ...(endZone ? { endZone: endZone.id } : {}),
    ...(extended ? { extendedProperties: Object.values(extended) } : {}),
  };
}

function showPattern(pattern: Pattern): object {
  switch (pattern.kind) {
    case 'daily':
    case 'absoluteMonthly':
      return pattern;
    case 'weekly': {
      const { kind, interval, weekdays, firstDayOfWeek } = pattern;
      return { kind, interval, days: weekdays.map(nameOf), firstDayOfWeek: nameOf(firstDayOfWeek) };
    }
    case 'absoluteYearly':
      return { ...pattern, month: monthNames[pattern.month - 1] };
    case 'relativeMonthly':
      return { kind: pattern.kind, interval: pattern.interval, ...showNthDay(pattern) };
    case 'relativeYearly':
      return { kind: pattern.kind, month: monthNames[pattern.month - 1], ...showNthDay(pattern) };
  }
}

const nameOf = (weekday: number): string => weekdayNames[weekday] ?? '';

function showNthDay({ nth, weekdays }: Extract<Pattern, { nth: unknown }>): object {
  return { index: nthNames[nth - 1], day: dayWord(weekdays) };
}
