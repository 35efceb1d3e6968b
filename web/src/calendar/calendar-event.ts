import type { EventInput } from '@fullcalendar/react';
import type { ActivityTime, ActivityType, ActivityView } from '../api/contract.ts';

/** Words for what a colleague may not read. */
export interface HiddenWords {
  readonly personal: string;
  readonly absence: string;
}

/** The subject as the viewer may read it. */
export function visibleSubject(activity: ActivityView, words: HiddenWords): string {
  return activity.hidden ? words[activity.hidden] : activity.subject;
}

/** An activity as the calendar draws it, in the colour of its type; an occurrence moves alone. */
export function calendarEvent(
  activity: ActivityView,
  types: ReadonlyMap<string, ActivityType>,
  words: HiddenWords,
): EventInput {
  return {
    id: activity.id,
    title: visibleSubject(activity, words),
    start: activity.time.start,
    end: activity.time.end,
    allDay: activity.time.kind === 'allDay',
    editable: activity.mayEdit,
    color: types.get(activity.typeId)?.color,
    extendedProps: { activity },
  };
}

/** What a drag, a resize or a selection in the calendar ended at. */
export interface DrawnTime {
  readonly allDay: boolean;
  readonly startStr: string;
  readonly endStr: string;
}

/** A time drawn in the calendar as the API takes it: instants, or whole days with an exclusive end. */
export function drawnTime({ allDay, startStr, endStr }: DrawnTime, zone: string): ActivityTime {
  if (allDay) return { kind: 'allDay', start: startStr.slice(0, 10), end: endStr.slice(0, 10) };
  return {
    kind: 'timed',
    start: new Date(startStr).toISOString(),
    end: new Date(endStr).toISOString(),
    zone,
  };
}
