import { beforeEach, describe, expect, it } from 'vitest';
import { setPaused } from '../../src/store/synchronizations.ts';
import {
  aino,
  company,
  database,
  helmi,
  onlyActivity,
  onMeetings,
  people,
  settle,
  statuses,
  switchOn,
} from '../fixtures/meeting-stories.ts';

onMeetings();

describe('an outsider’s meeting', () => {
  beforeEach(async () => {
    await switchOn(helmi, aino);
    await people.inviteFromOutside([helmi, aino], {
      uid: 'outside-2',
      organizer: { name: 'Pat', address: 'pat@else.example' },
      subject: 'Pitch',
      start: new Date(Date.now() + 48 * 3600_000).toISOString(),
      end: new Date(Date.now() + 49 * 3600_000).toISOString(),
      required: [{ address: helmi.email }, { address: aino.email }],
    });
    await settle(helmi, aino);
  });

  it('goes on with the other attendee when its owner declines, with Severa’s own fields', async () => {
    const { id } = await onlyActivity(helmi, aino);
    const customer = { guid: 'c1', name: 'Kuusikko', number: 7 };
    await company.changeActivity(id, { customer });
    await people.answer(helmi, 'Pitch', 'DeclineItem');
    await settle(helmi, aino);
    const activity = await onlyActivity(aino);
    expect(activity).toMatchObject({ id, ownerId: aino.id, customer });
    expect(await company.itemSubjects(aino)).toEqual(['Pitch']);
    expect(await company.itemSubjects(helmi)).toEqual([]);
  });

  it('waits for the other attendee, who has paused, when its owner declines', async () => {
    const { id } = await onlyActivity(helmi, aino);
    await setPaused(
      database.db,
      company.organizationId,
      aino.id,
      true,
      new Date(company.now()).toISOString(),
    );
    await people.answer(helmi, 'Pitch', 'DeclineItem');
    await settle(helmi);
    await setPaused(
      database.db,
      company.organizationId,
      aino.id,
      false,
      new Date(company.now()).toISOString(),
    );
    await settle(aino, helmi);
    const activity = await onlyActivity(aino);
    expect(activity).toMatchObject({ id, ownerId: aino.id });
    expect(statuses(activity)[helmi.email]).toBe('Declined');
  });

  it('survives in the other attendee’s calendar when its owner deletes the activity', async () => {
    await company.deleteActivity((await onlyActivity(helmi, aino)).id);
    await settle(helmi, aino);
    expect(await company.itemSubjects(helmi)).toEqual([]);
    expect(await company.itemSubjects(aino)).toEqual(['Pitch']);
    expect((await onlyActivity(aino)).ownerId).toBe(aino.id);
  });

  it('is not rewritten in Exchange by an edit of the activity', async () => {
    const { id } = await onlyActivity(helmi, aino);
    await company.changeActivity(id, { name: 'Ours' });
    await settle(helmi, aino);
    expect(await company.itemSubjects(helmi)).toEqual(['Pitch']);
    expect(await company.itemSubjects(aino)).toEqual(['Pitch']);
    expect((await onlyActivity(helmi, aino)).name).toBe('Pitch');
  });

  it('is gone everywhere when it is cancelled', async () => {
    await people.inviteFromOutside([helmi, aino], { uid: 'outside-2', cancel: true });
    await settle(helmi, aino);
    expect(await company.activityNames(helmi)).toEqual([]);
    expect(await company.activityNames(aino)).toEqual([]);
  });
});
