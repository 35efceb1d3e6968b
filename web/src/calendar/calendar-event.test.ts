import { describe, expect, it } from 'vitest';
import type { ActivityView } from '../api/contract.ts';
import { calendarEvent, drawnTime, visibleSubject } from './calendar-event.ts';

const words = { personal: 'Henkilökohtainen', absence: 'Poissaolo' };
const activity: ActivityView = {
  id: 'a',
  version: '1',
  subject: 'Viikkopalaveri',
  hidden: null,
  typeId: 'meeting',
  category: 'CalendarEntry',
  time: {
    kind: 'timed',
    start: '2026-11-24T07:00:00Z',
    end: '2026-11-24T08:00:00Z',
    zone: 'Europe/Helsinki',
  },
  location: '',
  notes: '',
  busy: 'busy',
  ownerId: 'o',
  ownerName: 'Onni Virtanen',
  participants: [],
  ownAnswer: null,
  recurrence: null,
  recurring: false,
  seriesId: null,
  mayEdit: true,
  mayDelete: true,
  synchronized: null,
};

describe('an activity in the calendar', () => {
  it('is drawn in the colour of its type and may be moved by whoever may edit it', () => {
    const types = new Map([
      [
        'meeting',
        {
          id: 'meeting',
          names: { fi: '', en: '', sv: '' },
          category: 'CalendarEntry' as const,
          color: '#7cc4e8',
          active: true,
          isDefault: true,
        },
      ],
    ]);
    expect(calendarEvent(activity, types, words)).toMatchObject({
      color: '#7cc4e8',
      editable: true,
      allDay: false,
    });
    expect(calendarEvent({ ...activity, recurring: true }, types, words).editable).toBe(true);
    expect(calendarEvent({ ...activity, mayEdit: false }, types, words).editable).toBe(false);
  });

  it('shows only its category’s word where the viewer may not read it', () => {
    expect(visibleSubject({ ...activity, subject: '', hidden: 'personal' }, words)).toBe('Henkilökohtainen');
    expect(visibleSubject({ ...activity, subject: '', hidden: 'absence' }, words)).toBe('Poissaolo');
    expect(visibleSubject(activity, words)).toBe('Viikkopalaveri');
  });

  it('takes a drawn time as instants, and whole days as dates', () => {
    const drawn = {
      allDay: false,
      startStr: '2026-11-24T09:00:00+02:00',
      endStr: '2026-11-24T10:00:00+02:00',
    };
    expect(drawnTime(drawn, 'Europe/Helsinki')).toEqual({
      kind: 'timed',
      start: '2026-11-24T07:00:00.000Z',
      end: '2026-11-24T08:00:00.000Z',
      zone: 'Europe/Helsinki',
    });
    expect(
      drawnTime({ allDay: true, startStr: '2026-11-24', endStr: '2026-11-26' }, 'Europe/Helsinki'),
    ).toEqual({
      kind: 'allDay',
      start: '2026-11-24',
      end: '2026-11-26',
    });
  });
});
