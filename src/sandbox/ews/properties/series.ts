import type { Item } from '../../mailbox-store/item.ts';
import type { Day } from '../../series/day.ts';
import { isMaster, livingDays, type Master, occurrenceItem, ruleTimes } from '../../series/occurrences.ts';
import { lastDay } from '../../series/rule-days.ts';
import { freshSeries } from '../../series/settle-series.ts';
import { writeDateTime } from '../date-time.ts';
import { changeKey, itemId } from '../ids.ts';
import { readRecurrence } from '../recurrence/recurrence-read.ts';
import { writeRecurrence } from '../recurrence/recurrence-write.ts';
import { branch, leaf, nothing, type Xml } from '../xml-write.ts';
import type { PropertyDefinition, View } from './property.ts';
import { computed } from './scalar.ts';

/** What an item is in a series (CalendarItemTypeType). */
export function calendarItemType(item: Item): 'Single' | 'Occurrence' | 'Exception' | 'RecurringMaster' {
  if (isMaster(item)) return 'RecurringMaster';
  if (!item.occurrence) return 'Single';
  return item.occurrence.isException ? 'Exception' : 'Occurrence';
}

/**
 * The organizer's own master says that it is not recurring; everybody else's, and every occurrence, that it is
 * (EWS reference, IsRecurring, which calls this a mistake that stays).
 */
function isRecurring(item: Item): boolean {
  return item.occurrence !== undefined || (isMaster(item) && item.response !== 'Organizer');
}

/** How items belong together in a series. Lists of occurrences are only on the master, and never in FindItem. */
export const seriesProperties: readonly PropertyDefinition[] = [
  computed('calendar:IsRecurring', 'all', isRecurring),
  computed('calendar:CalendarItemType', 'default', calendarItemType, 'calculated'),
  originalStart('calendar:OriginalStart'),
  originalStart('calendar:RecurrenceId'),
  {
    field: 'calendar:Recurrence',
    shape: 'all',
    notInFind: true,
    write: (item, { context }) => (isMaster(item) ? writeRecurrence(item.series.rule, context) : nothing),
    set: (draft, element) => {
      draft.series = freshSeries(readRecurrence(element));
    },
    remove: (draft) => {
      draft.series = null;
    },
  },
  ofMaster('calendar:FirstOccurrence', (master, view) => {
    for (const day of livingDays(master.series))
      return writeOccurrence('t:FirstOccurrence', master, day, view);
    return nothing;
  }),
  ofMaster('calendar:LastOccurrence', (master, view) => {
    const day = lastLivingDay(master);
    return day === null ? nothing : writeOccurrence('t:LastOccurrence', master, day, view);
  }),
  ofMaster('calendar:ModifiedOccurrences', (master, view) =>
    list(
      't:ModifiedOccurrences',
      master.series.exceptions.map(({ day }) => writeOccurrence('t:Occurrence', master, day, view)),
    ),
  ),
  ofMaster('calendar:DeletedOccurrences', (master, { context }) =>
    list(
      't:DeletedOccurrences',
      master.series.deleted.map((day) =>
        branch('t:DeletedOccurrence', [
          leaf('t:Start', writeDateTime(ruleTimes(master, day).start, context)),
        ]),
      ),
    ),
  ),
];

function originalStart(field: string): PropertyDefinition {
  return {
    field,
    shape: 'all',
    write: ({ occurrence }, { context }) =>
      occurrence
        ? leaf(`t:${field.slice('calendar:'.length)}`, writeDateTime(occurrence.originalStart, context))
        : nothing,
    value: ({ occurrence }) => occurrence?.originalStart,
  };
}

function ofMaster(field: string, write: (master: Master, view: View) => Xml): PropertyDefinition {
  return {
    field,
    shape: 'all',
    notInFind: true,
    write: (item, view) => (isMaster(item) ? write(item, view) : nothing),
  };
}

function list(name: string, children: readonly Xml[]): Xml {
  return children.length === 0 ? nothing : branch(name, children);
}

/** A series without end has no last occurrence. */
function lastLivingDay({ series }: Master): Day | null {
  const end = lastDay(series.rule);
  if (end === null || !series.deleted.includes(end)) return end;
  let last: Day | null = null;
  for (const day of livingDays(series)) last = day;
  return last;
}

/** OccurrenceInfoType: the occurrence's own id, when it is, and where the rule has it. */
function writeOccurrence(name: string, master: Master, day: Day, { mailbox, context }: View): Xml {
  const occurrence = occurrenceItem(master, day);
  return branch(name, [
    leaf('t:ItemId', '', {
      Id: itemId(mailbox.record, occurrence),
      ChangeKey: changeKey(mailbox.record, 'calendarItem', occurrence.sequence),
    }),
    leaf('t:Start', writeDateTime(occurrence.start, context)),
    leaf('t:End', writeDateTime(occurrence.end, context)),
    leaf('t:OriginalStart', writeDateTime(ruleTimes(master, day).start, context)),
  ]);
}
