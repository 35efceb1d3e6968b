import type { Activity, ActivityParticipant } from '../../model/activity.ts';

export const OWNER = 'e5100000-0000-4000-8000-0000000000a2';
export const GUEST = 'e5100000-0000-4000-8000-0000000000a3';

/** An ordinary activity, for the tests of this room. */
export function activity(fields: Partial<Activity> = {}): Activity {
  return {
    organizationId: 'e5100000-0000-4000-8000-000000000001',
    id: 'e5100000-0000-4000-8000-0000000000c1',
    typeId: 'type-meeting',
    category: 'CalendarEntry',
    ownerId: OWNER,
    ownerZone: 'Europe/Helsinki',
    ownerName: 'Onni Nieminen',
    ownerEmail: 'onni.nieminen@esimerkki.example',
    name: 'Budget review',
    time: {
      kind: 'timed',
      start: '2026-12-01T08:00:00.000Z',
      end: '2026-12-01T09:00:00.000Z',
      zone: 'Europe/Helsinki',
    },
    hasDuration: true,
    location: 'Room 4',
    notes: 'Bring the figures.',
    isClosed: false,
    isUnassigned: false,
    hasHours: false,
    busy: null,
    customer: null,
    phase: null,
    projectTaskStatus: null,
    recurrence: null,
    recurrenceType: 'None',
    recurrenceParentId: null,
    participants: [],
    sequence: 42,
    originKey: 'e5100000-0000-4000-8000-0000000000d1',
    createdAt: '2026-11-24T10:00:00.000Z',
    createdBy: OWNER,
    updatedAt: '2026-11-24T11:00:00.000Z',
    updatedBy: OWNER,
    ...fields,
  };
}

/** The guest as a participant. */
export function participant(fields: Partial<ActivityParticipant> = {}): ActivityParticipant {
  return {
    id: 'e5100000-0000-4000-8000-0000000000e1',
    type: 'User',
    userId: GUEST,
    name: 'Helmi Korhonen',
    email: 'helmi.korhonen@esimerkki.example',
    phone: '',
    mobilePhone: '',
    role: 'required',
    status: 'Invited',
    isActive: true,
    busy: null,
    ...fields,
  };
}

/** A to-do without duration, at nine in the morning of its owner's clock. */
export function todo(fields: Partial<Activity> = {}): Activity {
  const instant = '2026-12-01T07:00:00.000Z';
  return activity({
    category: 'SalesEvent',
    typeId: 'type-call',
    hasDuration: false,
    time: { kind: 'timed', start: instant, end: instant, zone: 'Europe/Helsinki' },
    ...fields,
  });
}
