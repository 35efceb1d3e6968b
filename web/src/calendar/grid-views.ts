import type { CalendarView } from '../routes/search.ts';
import { dayFormat } from './clock-format.ts';

/** What the calendar library calls the views of the page. */
export const VIEWS: Readonly<Record<CalendarView, string>> = {
  day: 'timeGridDay',
  workWeek: 'workWeek',
  week: 'timeGridWeek',
  month: 'dayGridMonth',
  agenda: 'listWeek',
};

/** What it has to know of them, in a language. */
export function viewsIn(language: string) {
  return {
    timeGridDay: { dayHeaderFormat: dayFormat(language) },
    workWeek: { type: 'timeGrid', duration: { weeks: 1 }, weekends: false },
  };
}
