import { beforeEach, describe, expect, it } from 'vitest';
import { anEntry, MemoryMailbox } from '../../test/fixtures/memory-mailbox.ts';

/** The next day: the entry of today lies before it. */
const TOMORROW = {
  scope: 'scope-2',
  window: { from: '2026-11-25T12:00:00.000Z', to: '2027-11-02T00:00:00.000Z' },
} as const;

let one: MemoryMailbox;
beforeEach(async () => {
  one = new MemoryMailbox();
  one.activities.calendar.create(anEntry('Yesterday'));
  one.activities.calendar.create(anEntry('Later', 500));
  await one.run();
});

const idOf = (side: 'activities' | 'mailbox') => one[side].calendar.list()[0]?.id as string;

describe('the daily reading of the whole window', () => {
  it('hears of a deletion whose entry has left the window', async () => {
    one.mailbox.calendar.delete(idOf('mailbox'));
    await one.run(TOMORROW);
    expect(one.subjects('activities')).toEqual(['Later']);
  });

  it('hears of an edit whose entry has left the window', async () => {
    one.mailbox.calendar.update(idOf('mailbox'), { subject: 'Edited late' });
    await one.run(TOMORROW);
    expect(one.subjects('activities')).toEqual(['Edited late', 'Later']);
  });

  it('hears of a deleted activity as well', async () => {
    one.activities.calendar.delete(idOf('activities'));
    await one.run(TOMORROW);
    expect(one.subjects('mailbox')).toEqual(['Later']);
  });

  it('hears of a deleted series that began before the window and goes on in it', async () => {
    const recurrence = {
      pattern: { kind: 'daily', interval: 1 },
      range: { kind: 'endless' },
      start: '2026-11-24',
      zone: 'Europe/Helsinki',
      deleted: [],
      exceptions: [],
    } as const;
    const series = one.activities.calendar.create(anEntry('Daily', 1, { recurrence }));
    await one.run();
    const link = [...one.state.links.values()].find(({ activity }) => activity.id === series.id);
    one.mailbox.calendar.loseCursors();
    one.mailbox.calendar.delete(link?.mailbox.id as string);
    await one.run(TOMORROW);
    expect(one.subjects('activities')).toEqual(['Later', 'Yesterday']);
  });
});
