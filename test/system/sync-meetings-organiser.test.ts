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

describe('what the organiser decides', () => {
  beforeEach(async () => {
    await switchOn(onni, helmi);
    await people.call(onni, 'Steering', [helmi.email]);
    await settle(onni, helmi);
  });

  it('reaches the activity and the attendee’s invitation once, without a mail of ours', async () => {
    const before = (await people.mails()).length;
    const activity = await onlyActivity(onni, helmi);
    const start = new Date(Date.parse((await people.item(onni, 'Steering')).start) + 3600_000).toISOString();
    const end = new Date(Date.parse(start) + 3600_000).toISOString();
    await company.changeActivity(activity.id, {
      name: 'Steering moved',
      time: { kind: 'timed', start, end, zone: 'Europe/Helsinki' },
    });
    await settle(helmi, onni);
    for (const user of [onni, helmi]) {
      expect(await company.itemSubjects(user)).toEqual(['Steering moved']);
      expect(Date.parse((await people.item(user, 'Steering moved')).start)).toBe(Date.parse(start));
    }
    expect(await people.mails()).toHaveLength(before);
  });

  it('is not hijacked by an attendee’s change of their own copy', async () => {
    await people.change(helmi, 'Steering', 'item:Subject', '<t:Subject>Mine</t:Subject>', 'SendToNone');
    await settle(helmi, onni);
    expect((await onlyActivity(onni, helmi)).name).toBe('Steering');
    expect(await company.itemSubjects(onni)).toEqual(['Steering']);
  });

  it('moves everything when it is moved in Outlook', async () => {
    await people.move(onni, 'Steering', 2);
    await settle(helmi, onni);
    const { start } = await people.item(onni, 'Steering');
    const activity = await onlyActivity(onni, helmi);
    expect(Date.parse(activity.time.start)).toBe(Date.parse(start));
    expect(Date.parse((await people.item(helmi, 'Steering')).start)).toBe(Date.parse(start));
  });

  it('takes the activity along when it is cancelled, and the invitation is left as Exchange shows it', async () => {
    await people.remove(onni, 'Steering');
    await settle(helmi, onni);
    expect(await company.activityNames(onni)).toEqual([]);
    expect(await company.activityNames(helmi)).toEqual([]);
    await settle(onni, helmi);
    expect(await company.activityNames(helmi)).toEqual([]);
  });

  it('adds and removes people, in the activity too', async () => {
    await switchOn(aino);
    await people.invite(onni, 'Steering', [helmi.email, aino.email]);
    await settle(aino, onni, helmi);
    expect(statuses(await onlyActivity(onni, helmi, aino))).toHaveProperty([aino.email]);
    expect(await company.itemSubjects(aino)).toEqual(['Steering']);
    await people.invite(onni, 'Steering', [aino.email]);
    await settle(helmi, onni, aino);
    expect(statuses(await onlyActivity(onni, aino))).not.toHaveProperty([helmi.email]);
    expect(await company.activityNames(helmi)).toEqual([]);
  });
});
