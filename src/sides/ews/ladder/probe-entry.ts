import type { CalendarEntry } from '../../../model/calendar-entry.ts';

/** A short free entry on a quiet day long past, so that nobody is disturbed while it stands there. */
export function probeEntry(): CalendarEntry {
  return {
    subject: 'Tahti connection test',
    time: {
      kind: 'timed',
      start: '2001-01-01T10:00:00.000Z',
      end: '2001-01-01T10:05:00.000Z',
      zone: 'Etc/UTC',
    },
    location: '',
    text: '',
    html: null,
    isPrivate: true,
    busy: 'free',
    activityType: null,
    categories: [],
    reminder: null,
    participants: [],
    recurrence: null,
  };
}
