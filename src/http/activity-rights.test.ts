import { expect, test } from 'vitest';
import type { Activity } from '../model/activity.ts';
import { busyOf, hiddenAs, isTheirs, requireEditable } from './activity-rights.ts';
import type { Viewer } from './viewer.ts';

const OWNER = 'owner';
const GUEST = 'guest';

function activity(change: Partial<Activity> = {}): Activity {
  const participants = [{ userId: GUEST, busy: null }];
  const plain = {
    ownerId: OWNER,
    category: 'CalendarEntry',
    hasDuration: true,
    busy: null,
    recurrence: null,
  };
  return { ...plain, participants, ...change } as unknown as Activity;
}

function viewer(userId: string, role: Viewer['role'] = 'user'): Viewer {
  return { userId, organizationId: 'o', role, language: 'en', csrfToken: '', vouchedFor: [] };
}

test('owner and participants are theirs to whom it is shown; administrators are strangers too', () => {
  for (const category of ['Personal', 'Absences'] as const) {
    const hidden = category === 'Personal' ? 'personal' : 'absence';
    expect(hiddenAs(activity({ category }), viewer(OWNER))).toBeNull();
    expect(hiddenAs(activity({ category }), viewer(GUEST))).toBeNull();
    expect(hiddenAs(activity({ category }), viewer('boss', 'administrator'))).toBe(hidden);
  }
  expect(hiddenAs(activity(), viewer('boss'))).toBeNull();
  expect(isTheirs(activity(), viewer('boss', 'administrator'))).toBe(false);
});

test('how busy somebody is: their own word, then the activity’s, then what its kind says', () => {
  expect(busyOf(activity(), OWNER)).toBe('busy');
  expect(busyOf(activity({ hasDuration: false }), OWNER)).toBe('free');
  const todo = activity({ category: 'SalesEvent', hasDuration: false, busy: 'busy' });
  expect(busyOf(todo, OWNER)).toBe('free');
  expect(busyOf(activity({ busy: 'tentative' }), OWNER)).toBe('tentative');
  const guest = { userId: GUEST, busy: 'free' } as Activity['participants'][number];
  expect(busyOf(activity({ busy: 'tentative', participants: [guest] }), GUEST)).toBe('free');
  expect(busyOf(activity({ category: 'Absences', busy: 'free' }), OWNER)).toBe('outOfOffice');
});

test('strangers may change nothing, owners and participants everything, series too', () => {
  const series = activity({ recurrence: {} as Activity['recurrence'] });
  const guest = { userId: GUEST } as Activity['participants'][number];
  expect(() => requireEditable(series, viewer('boss'))).toThrow('notYours');
  expect(() => requireEditable(series, viewer(OWNER))).not.toThrow();
  expect(() => requireEditable(activity({ participants: [guest] }), viewer(GUEST))).not.toThrow();
});
