import { describe, expect, it } from 'vitest';
import { userParticipant } from '../fixtures/activity-samples.ts';
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

describe('switching off and taking back', () => {
  it('as the organiser leaves the meeting with its attendee', async () => {
    await switchOn(onni, helmi);
    await people.call(onni, 'Steering', [helmi.email]);
    await settle(onni, helmi);
    const { id } = await onlyActivity(onni, helmi);
    await company.switchOff(onni, 'takeBack');
    await company.runWell(onni);
    await settle(helmi);
    expect(await company.activities(helmi)).toMatchObject([{ id, ownerId: helmi.id }]);
    expect(await company.itemSubjects(onni)).toEqual(['Steering']);
    expect(await company.itemSubjects(helmi)).toEqual(['Steering']);
    await company.switchOn(onni);
    await settle(onni, helmi);
    expect((await onlyActivity(onni, helmi)).ownerId).toBe(onni.id);
  });

  it('as an attendee takes nothing from the organiser', async () => {
    await switchOn(onni, helmi);
    await people.call(onni, 'Steering', [helmi.email]);
    await settle(helmi, onni);
    await company.switchOff(helmi, 'takeBack');
    await company.runWell(helmi);
    await settle(onni);
    expect(statuses(await onlyActivity(onni))).toEqual({ [helmi.email]: 'Invited' });
    expect(await company.itemSubjects(helmi)).toEqual(['Steering']);
    await company.switchOn(helmi);
    await settle(helmi, onni);
    await onlyActivity(onni, helmi);
  });
});

describe('an activity with participants', () => {
  it('stands once in each participant’s calendar, without any mail', async () => {
    await switchOn(onni, helmi);
    await company.addActivity(onni, 'Workshop', 24, 'CalendarEntry', {
      participants: [userParticipant(helmi)],
    });
    await settle(helmi, onni);
    expect(await company.itemSubjects(onni)).toEqual(['Workshop']);
    expect(await company.itemSubjects(helmi)).toEqual(['Workshop']);
    expect(await people.mails()).toEqual([]);
    await onlyActivity(onni, helmi);
  });

  it('is left by the participant who deletes their copy, and goes on for its owner', async () => {
    await switchOn(onni, helmi);
    await company.addActivity(onni, 'Workshop', 24, 'CalendarEntry', {
      participants: [userParticipant(helmi)],
    });
    await settle(onni, helmi);
    await people.remove(helmi, 'Workshop', 'SendToNone');
    await settle(helmi, onni, helmi);
    expect(await company.itemSubjects(onni)).toEqual(['Workshop']);
    expect(await company.itemSubjects(helmi)).toEqual([]);
    expect((await company.activities(onni)).map(({ name }) => name)).toEqual(['Workshop']);
  });

  it('is edited by a participant for everybody, and comes to who joins later', async () => {
    await switchOn(onni, helmi, aino);
    const { id } = await company.addActivity(onni, 'Workshop', 24, 'CalendarEntry', {
      participants: [userParticipant(helmi)],
    });
    await settle(onni, helmi, aino);
    await people.change(
      helmi,
      'Workshop',
      'calendar:Location',
      '<t:Location>Mänty</t:Location>',
      'SendToNone',
    );
    await settle(helmi, onni);
    expect((await people.item(onni, 'Workshop')).location).toBe('Mänty');
    await company.changeActivity(id, { participants: [userParticipant(helmi), userParticipant(aino)] });
    await settle(onni, aino, helmi);
    expect(await company.itemSubjects(aino)).toEqual(['Workshop']);
    expect(await company.itemSubjects(helmi)).toEqual(['Workshop']);
    expect(await people.mails()).toEqual([]);
  });

  it('is replaced by the invitation when its owner sends one from Outlook after all', async () => {
    await switchOn(onni, helmi);
    await company.addActivity(onni, 'Workshop', 24, 'CalendarEntry', {
      participants: [userParticipant(helmi)],
    });
    await settle(onni, helmi);
    await people.change(onni, 'Workshop', 'calendar:Location', '<t:Location>Mänty</t:Location>');
    await settle(helmi, onni);
    expect(await company.itemSubjects(helmi)).toEqual(['Workshop']);
    expect((await people.item(helmi, 'Workshop')).response).toBe('NoResponseReceived');
    expect((await onlyActivity(onni, helmi)).location).toBe('Mänty');
  });
});
