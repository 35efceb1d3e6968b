import { afterEach, describe, expect, it } from 'vitest';
import { loadHeldDeletions } from '../../src/store/held-deletions.ts';
import { MovingCompany } from '../fixtures/moving-company.ts';
import { names } from '../fixtures/one-mailbox.ts';
import { until } from '../fixtures/until.ts';

let moving: MovingCompany;
afterEach(() => moving.close());

const ENTRIES = names(6, 'Entry');
const OURS = ['Ours 1', 'Ours 2', 'Ours 3'];

async function open(): Promise<void> {
  moving = await MovingCompany.open();
  const { company, onni } = moving;
  await company.exchange.add(
    onni.email,
    ENTRIES.map((subject) => ({ subject })),
  );
  for (const [at, name] of OURS.entries()) await company.addActivity(onni, name, 100 + at);
  await company.runWell(onni);
}

const activityIds = async () => (await moving.company.activities(moving.onni)).map(({ id }) => id).sort();
const subjectsThere = async () =>
  ((await moving.another?.items(moving.onni.email)) ?? []).map(({ subject }) => subject).sort();
const linkedItems = async () => {
  const rows = await moving.database.db.selectFrom('links').select('itemId').execute();
  return rows.map(({ itemId }) => itemId).sort();
};
const held = () => loadHeldDeletions(moving.database.db, moving.company.organizationId, moving.onni.id);

/** Confirms, and waits until every mailbox has been recognised over the new connection. */
async function confirmAndFollow(id: string): Promise<void> {
  const { status, text } = await moving.confirm(id);
  expect(status, text).toBe(200);
  await until(async () => (await moving.latest()).state === 'finished');
}

describe('a confirmed move to another server', () => {
  it('recognises every entry under its new id, doubles none, deletes none, and goes on there alone', async () => {
    await open();
    const another = await moving.carryOver();
    const ids = await activityIds();
    const { id } = await moving.look();
    await confirmAndFollow(id);
    expect(await activityIds()).toEqual(ids);
    expect(await subjectsThere()).toEqual([...ENTRIES, ...OURS]);
    const there = (await another.items(moving.onni.email)).map((item) => item.id).sort();
    expect(await linkedItems()).toEqual(there);
    expect(await held()).toEqual([]);
    const since = await moving.company.exchange.latestRequest();
    await another.add(moving.onni.email, [{ subject: 'There' }], 300);
    await moving.company.runWell(moving.onni);
    expect(await moving.company.activityNames(moving.onni)).toContain('There');
    expect(await moving.company.exchange.operations(moving.onni.email, since)).toEqual([]);
    expect(await moving.latest()).toMatchObject({
      state: 'finished',
      confirmedBy: 'Aino Aalto',
      arrivals: { users: 1, arrived: 1, inTrouble: 0 },
    });
  });

  it('takes what people changed there between the look and the confirmation', async () => {
    await open();
    const another = await moving.carryOver();
    const { id } = await moving.look();
    const entry = await another.item(moving.onni.email, 'Entry 000');
    await another.change(moving.onni.email, entry, 'item:Subject', '<t:Subject>Edited there</t:Subject>');
    await confirmAndFollow(id);
    const expected = [...ENTRIES.slice(1), 'Edited there', ...OURS].sort();
    expect(await moving.company.activityNames(moving.onni)).toEqual(expected);
    expect(await subjectsThere()).toEqual(expected);
  });

  it('deletes no activity whose entry is missing there: it waits for a person', async () => {
    await open();
    const another = await moving.carryOver();
    const { email } = moving.onni;
    await another.delete(email, await another.item(email, 'Entry 000'));
    const { id, counts } = await moving.look();
    expect(counts).toMatchObject({ gone: 1, byUid: 5, byMark: 3 });
    await confirmAndFollow(id);
    expect(await moving.company.activityNames(moving.onni)).toContain('Entry 000');
    expect(await held()).toHaveLength(1);
    expect((await moving.company.synchronization(moving.onni)).haltReason).toBe('mailboxChanged');
  });

  it('stops a run over the old connection in its middle, and doubles nothing of what it was writing', async () => {
    await open();
    const { company, onni } = moving;
    await moving.carryOver();
    const { id } = await moving.look();
    for (let n = 0; n < 5; n += 1) await company.addActivity(onni, `Late ${n}`, 200 + n);
    await company.exchange.control('POST', 'server', { latencyMs: 150 });
    const since = await company.exchange.latestRequest();
    await company.engine.enqueue({
      organizationId: company.organizationId,
      userId: onni.id,
      trigger: 'synchronizeNow',
    });
    await until(async () => (await company.exchange.operations(onni.email, since)).length > 0);
    await confirmAndFollow(id);
    await company.exchange.control('POST', 'server', { latencyMs: 0 });
    await company.runWell(onni);
    const late = Array.from({ length: 5 }, (_, n) => `Late ${n}`);
    const activities = await company.activityNames(onni);
    expect(activities).toEqual([...ENTRIES, ...late, ...OURS]);
    // What had reached the old server before is missing in the new one, and a person is asked about it.
    const waiting = new Set((await held()).map(({ linkId }) => linkId));
    expect((await subjectsThere()).length + waiting.size).toBe(activities.length);
    expect(new Set(await subjectsThere()).size).toBe((await subjectsThere()).length);
  });
});

describe('a confirmed move at the same address', () => {
  it('to another version keeps every entry, and writes none of them', async () => {
    await open();
    const { company, onni } = moving;
    await company.exchange.control('POST', 'server', { version: '2019' });
    const before = await company.exchange.items(onni.email);
    const ids = await activityIds();
    const { id, counts } = await moving.look({ version: '2019' });
    expect(counts).toMatchObject({ byId: 9, newActivities: 0, newInMailbox: 0, gone: 0, changed: 0 });
    await confirmAndFollow(id);
    expect(await activityIds()).toEqual(ids);
    expect(await company.exchange.items(onni.email)).toEqual(before);
  });

  it('to a server whose mailbox lost entries asks before it deletes, however few they are', async () => {
    await open();
    const { company, onni } = moving;
    await company.exchange.control('POST', 'server', { version: '2019' });
    const { id } = await moving.look({ version: '2019' });
    await company.exchange.delete(onni.email, await company.exchange.item(onni.email, 'Ours 1'));
    await confirmAndFollow(id);
    expect(await company.activityNames(onni)).toContain('Ours 1');
    expect(await held()).toHaveLength(1);
  });
});

describe('the confirmation', () => {
  it('is refused while somebody could not be looked at, unless the administrator insists', async () => {
    await open();
    const { company } = moving;
    await company.switchOn(company.seeded.helmi);
    await company.runWell(company.seeded.helmi);
    await moving.openAnother([company.seeded.aino.email, moving.onni.email]);
    const { id } = await moving.look();
    const refused = await moving.confirm(id);
    expect([refused.status, refused.body.code]).toEqual([409, 'moveHasFailures']);
    expect(refused.body.message).toContain('1 ');
    const { status, body } = await moving.confirm(id, true);
    expect([status, body.state]).toEqual([200, 'confirmed']);
    expect((await moving.confirm(id, true)).body.code).toBe('moveOver');
  });

  it('counts once when it is sent twice at the same moment', async () => {
    await open();
    await moving.carryOver();
    const { id } = await moving.look();
    const answers = await Promise.all([moving.confirm(id), moving.confirm(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await until(async () => (await moving.latest()).state === 'finished');
    const audit = await moving.aino.get('/api/audit?action=connectionMove');
    expect(audit.body.entries.map(({ code }: { code: string }) => code)).toEqual([
      'moveConfirmed',
      'moveStarted',
    ]);
  });

  it('is not undone by a form of the settings that was opened before it', async () => {
    await open();
    const stale = (await moving.aino.get('/api/exchange-settings')).body.saved;
    await moving.carryOver();
    const { id } = await moving.look();
    await confirmAndFollow(id);
    const { ewsUrl, delegate } = moving.company.exchange;
    const form = { ...stale, ewsUrl, daysBack: 5, delegatePassword: delegate.password };
    const answer = await moving.aino.put('/api/exchange-settings', {
      form,
      testMailbox: moving.onni.email,
      saveAnyway: false,
    });
    expect([answer.status, answer.body.code]).toEqual([409, 'moveRequired']);
  });
});
