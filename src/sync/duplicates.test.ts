import { beforeEach, describe, expect, it } from 'vitest';
import { anEntry, MemoryMailbox } from '../../test/fixtures/memory-mailbox.ts';

let one: MemoryMailbox;
beforeEach(async () => {
  one = new MemoryMailbox();
  one.activities.calendar.create(anEntry('Plan'));
  await one.run();
});

/** The create of the one linked entry arrives at the server once more. */
function arriveOnceMore(subject = 'Plan') {
  const [made] = one.mailbox.calendar.list();
  const { key, uid, markedUid } = made ?? { key: null, uid: null, markedUid: null };
  return one.mailbox.calendar.create(anEntry(subject), { key, uid, markedUid });
}

describe('a create that arrives a second time, after its link was made', () => {
  it('is taken away again, and neither side has a double', async () => {
    const late = arriveOnceMore();
    await one.run();
    expect([one.subjects('activities'), one.subjects('mailbox')]).toEqual([['Plan'], ['Plan']]);
    expect(one.mailbox.calendar.get(late.id)).toBeUndefined();
    expect(one.state.stories.at(-1)).toMatchObject({
      kind: 'deleted',
      code: 'duplicateRemoved',
      itemId: late.id,
    });
    await one.run();
    expect(one.state.links.size).toBe(1);
  });

  it('and once more after that is another program’s copy, and left alone', async () => {
    arriveOnceMore();
    await one.run();
    const again = arriveOnceMore();
    await one.run();
    await one.run();
    expect(one.mailbox.calendar.get(again.id)).toBeDefined();
    expect(one.subjects('activities')).toEqual(['Plan']);
    expect(one.state.stories.at(-1)).toMatchObject({
      kind: 'leftAlone',
      code: 'copyOfLinked',
      itemId: again.id,
    });
  });

  it('stays where it differs, and is never copied to the activities', async () => {
    arriveOnceMore('Edited');
    await one.run();
    await one.run({ scope: 'another' });
    expect([one.subjects('activities'), one.subjects('mailbox')]).toEqual([['Plan'], ['Edited', 'Plan']]);
    expect(one.state.stories.at(-1)).toMatchObject({ kind: 'leftAlone', code: 'duplicateOfOurs' });
  });

  it('takes the place of the entry that was deleted meanwhile', async () => {
    const [first] = one.mailbox.calendar.list();
    const late = arriveOnceMore();
    one.mailbox.calendar.delete(first?.id as string);
    await one.run();
    expect([...one.state.links.values()].map(({ mailbox }) => mailbox.id)).toEqual([late.id]);
    expect(one.subjects('activities')).toEqual(['Plan']);
  });
});
