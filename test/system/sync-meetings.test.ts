import { beforeEach, describe, expect, it } from 'vitest';
import {
  aino,
  company,
  helmi,
  onlyActivity,
  onMeetings,
  onni,
  people,
  settle,
  statuses,
  switchOn,
} from '../fixtures/meeting-stories.ts';

onMeetings();

describe('a meeting in several mailboxes is one activity', () => {
  it('owned by its organiser when the organiser’s mailbox is read first', async () => {
    await switchOn(onni, helmi);
    await people.call(onni, 'Steering', [helmi.email]);
    await settle(onni, helmi);
    const activity = await onlyActivity(onni, helmi);
    expect(activity.ownerId).toBe(onni.id);
    expect(statuses(activity)).toEqual({ [helmi.email]: 'Invited' });
    expect(await company.itemSubjects(onni)).toEqual(['Steering']);
    expect(await company.itemSubjects(helmi)).toEqual(['Steering']);
  });

  it('owned by its organiser when an attendee’s mailbox is read first', async () => {
    await switchOn(onni, helmi);
    await people.call(onni, 'Steering', [helmi.email]);
    await settle(helmi, onni);
    const activity = await onlyActivity(onni, helmi);
    expect(activity.ownerId).toBe(onni.id);
    expect(statuses(activity)).toEqual({ [helmi.email]: 'Invited' });
    expect(await company.itemSubjects(onni)).toEqual(['Steering']);
    expect(await company.itemSubjects(helmi)).toEqual(['Steering']);
  });

  it('taken over by its organiser who switches on after the attendees', async () => {
    await people.call(onni, 'Steering', [helmi.email, aino.email]);
    await switchOn(helmi, aino);
    await settle(helmi, aino);
    const before = await onlyActivity(helmi, aino);
    expect(before.ownerId).toBe(helmi.id);
    await switchOn(onni);
    await settle(onni, helmi, aino);
    const activity = await onlyActivity(onni, helmi, aino);
    expect(activity.id).toBe(before.id);
    expect(activity.ownerId).toBe(onni.id);
    expect(statuses(activity)).toEqual({ [helmi.email]: 'Invited', [aino.email]: 'Invited' });
  });

  it('when two attendees’ mailboxes are read at once', async () => {
    await people.call(onni, 'Steering', [helmi.email, aino.email]);
    await switchOn(helmi, aino);
    await Promise.all([company.run(helmi), company.run(aino)]);
    await settle(helmi, aino);
    await onlyActivity(helmi, aino);
  });

  it('when an outsider organises it, and each attendee’s answer is their own', async () => {
    await switchOn(helmi, aino);
    await people.inviteFromOutside([helmi, aino], {
      uid: 'outside-1',
      organizer: { name: 'Pat', address: 'pat@else.example' },
      subject: 'Pitch',
      start: new Date(Date.now() + 48 * 3600_000).toISOString(),
      end: new Date(Date.now() + 49 * 3600_000).toISOString(),
      required: [{ address: helmi.email }, { address: aino.email }],
    });
    await settle(helmi, aino);
    await people.answer(aino, 'Pitch', 'AcceptItem');
    await settle(aino, helmi);
    const activity = await onlyActivity(helmi, aino);
    expect(activity.ownerId).toBe(helmi.id);
    expect(statuses(activity)[aino.email]).toBe('Accepted');
    expect(activity.participants.map(({ email }) => email)).toContain('pat@else.example');
  });
});

describe('a meeting whose organiser was not read yet', () => {
  beforeEach(async () => {
    await switchOn(onni, helmi, aino);
    await people.call(onni, 'Steering', [helmi.email, aino.email]);
    await settle(helmi, aino);
  });

  it('is gone for everybody when it is called off before that', async () => {
    await people.remove(onni, 'Steering');
    await settle(helmi, aino, onni);
    for (const user of [onni, helmi, aino]) expect(await company.activityNames(user)).toEqual([]);
    expect(await company.itemSubjects(onni)).toEqual([]);
  });

  it('stands where the organiser moved it since, whoever wins conflicts', async () => {
    await company.saveSettings({ conflictPolicy: 'activities' });
    await people.change(onni, 'Steering', 'calendar:Location', '<t:Location>Mänty</t:Location>');
    await settle(onni, helmi, aino);
    expect((await onlyActivity(onni, helmi, aino)).location).toBe('Mänty');
    for (const user of [onni, helmi, aino])
      expect((await people.item(user, 'Steering')).location).toBe('Mänty');
  });
});
