import { beforeEach, describe, expect, it } from 'vitest';
import {
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

describe('an attendee’s answer', () => {
  beforeEach(async () => {
    await switchOn(onni, helmi);
    await people.call(onni, 'Steering', [helmi.email]);
    await settle(onni, helmi);
  });

  it('given in Outlook stands in the activity', async () => {
    await people.answer(helmi, 'Steering', 'TentativelyAcceptItem');
    await settle(helmi, onni);
    expect(statuses(await onlyActivity(onni, helmi))).toEqual({ [helmi.email]: 'Tentative' });
  });

  it('given in Outlook without a word to the organiser stands in the activity, and stays', async () => {
    await people.answer(helmi, 'Steering', 'AcceptItem', 'SaveOnly');
    await settle(helmi, onni);
    await people.change(
      onni,
      'Steering',
      'calendar:Location',
      '<t:Location>Mänty</t:Location>',
      'SendToNone',
    );
    await settle(onni, helmi);
    const activity = await onlyActivity(onni, helmi);
    expect(activity.location).toBe('Mänty');
    expect(statuses(activity)).toEqual({ [helmi.email]: 'Accepted' });
  });

  it('given in the activity stands in Exchange, without a mail under the policy of copies', async () => {
    const before = (await people.mails()).length;
    const activity = await onlyActivity(onni, helmi);
    await company.changeActivity(activity.id, {
      participants: activity.participants.map((one) => ({ ...one, status: 'Accepted' as const })),
    });
    await settle(helmi, onni);
    expect((await people.item(helmi, 'Steering')).response).toBe('Accept');
    expect(await people.mails()).toHaveLength(before);
  });

  it('of no takes it from their calendar and leaves it in everybody else’s', async () => {
    await people.answer(helmi, 'Steering', 'DeclineItem');
    await settle(helmi, onni);
    const activity = await onlyActivity(onni);
    expect(statuses(activity)).toEqual({ [helmi.email]: 'Declined' });
    expect(await company.itemSubjects(onni)).toEqual(['Steering']);
    expect((await people.item(onni, 'Steering')).required.map(({ address }) => address)).toEqual([
      helmi.email,
    ]);
    await settle(onni, helmi);
    expect(await company.itemSubjects(helmi)).toEqual([]);
  });

  it('of no by deleting the invitation holds, though the organiser edits the activity meanwhile', async () => {
    const activity = await onlyActivity(onni, helmi);
    await people.remove(helmi, 'Steering', 'SendToNone');
    await company.changeActivity(activity.id, { location: 'Mänty' });
    await settle(helmi, onni);
    expect((await onlyActivity(onni)).location).toBe('Mänty');
    expect(statuses(await onlyActivity(onni))).toEqual({ [helmi.email]: 'Declined' });
  });

  it('of no given in the activity takes the invitation away', async () => {
    const activity = await onlyActivity(onni, helmi);
    await company.changeActivity(activity.id, {
      participants: activity.participants.map((one) => ({ ...one, status: 'Declined' as const })),
    });
    await settle(helmi, onni);
    expect(await company.itemSubjects(helmi)).toEqual([]);
    expect(await company.itemSubjects(onni)).toEqual(['Steering']);
    expect(statuses(await onlyActivity(onni))).toEqual({ [helmi.email]: 'Declined' });
  });
});
