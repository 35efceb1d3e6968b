import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setPaused } from '../../src/store/synchronizations.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { LogCompany } from '../fixtures/log-company.ts';

let here: LogCompany;

beforeAll(async () => {
  here = await LogCompany.open();
  await here.company.saveSettings({ deletionLimit: 1 });
  const secret = { subject: 'Oncologist', sensitivity: 'Private' } as const;
  await here.company.exchange.add(here.onni.email, [
    { subject: 'One' },
    { subject: 'Two' },
    { subject: 'Three' },
    secret,
  ]);
  await here.company.runWell(here.onni);
  for (const item of await here.company.exchange.items(here.onni.email))
    await here.company.exchange.delete(here.onni.email, item);
  await here.company.runWell(here.onni);
});

afterAll(() => here.close());

async function deleteInOutlook(...subjects: string[]): Promise<void> {
  const { exchange } = here.company;
  for (const subject of subjects)
    await exchange.delete(here.onni.email, await exchange.item(here.onni.email, subject));
}

const groups = async (client: HttpClient) => (await client.get('/api/held-deletions')).body;
const names = (client: HttpClient) => client.get(`/api/held-deletions/${here.onni.id}`);
const decide = (client: HttpClient, body: object) =>
  client.post(`/api/users/${here.onni.id}/synchronization/held-deletions`, body);

describe('deletions that wait for a person', () => {
  it('are told user by user, with how many, from where and why', async () => {
    const [held] = await groups(here.administrator);
    expect(held).toMatchObject({
      userName: 'Onni Virtanen',
      state: 'on',
      fromActivities: 4,
      fromMailbox: 0,
      undecided: 4,
      decision: null,
      reason: expect.stringMatching(/tooManyDeletions|mailboxSuddenlyEmpty/),
      mayDecide: true,
    });
    expect(await groups(here.own)).toMatchObject([{ mayDecide: true }]);
    expect(await groups(here.support)).toMatchObject([{ mayDecide: false }]);
    expect(await groups(here.colleague)).toEqual([]);
  });

  it('are listed by name, except the private ones of others', async () => {
    const subjects = ({ body }: { body: { entries: { subject: string | null }[] } }) =>
      body.entries.map(({ subject }) => subject);
    expect(subjects(await names(here.own)).sort()).toEqual(['Oncologist', 'One', 'Three', 'Two']);
    for (const client of [here.administrator, here.support]) {
      const answer = await names(client);
      expect(subjects(answer)).toContain(null);
      expect(answer.text).not.toContain('Oncologist');
      expect(answer.body.total).toBe(4);
      expect(answer.body.entries[0].time).toMatchObject({ kind: 'timed' });
    }
    expect((await names(here.colleague)).status).toBe(403);
    const path = `/api/held-deletions/${here.onni.id}?page=2&pageSize=3`;
    expect((await here.own.get(path)).body).toMatchObject({ entries: [{}], total: 4 });
    expect((await here.administrator.get('/api/held-deletions/nobody')).body.code).toBe('userNotFound');
  });

  it('are not decided by support, nor while their user has paused', async () => {
    expect((await decide(here.support, { decision: 'approve' })).status).toBe(403);
    const paused = (is: boolean) =>
      setPaused(
        here.web.database.db,
        here.company.organizationId,
        here.onni.id,
        is,
        new Date().toISOString(),
      );
    await paused(true);
    expect(await groups(here.own)).toMatchObject([{ state: 'paused', undecided: 4 }]);
    expect((await decide(here.own, { decision: 'approve' })).body.code).toBe('synchronizationPaused');
    await paused(false);
  });

  it('are decided once: who looks at an older state is told, and nothing is turned round', async () => {
    const [{ heldUntil, decidedAt }] = await groups(here.own);
    const seen = { heldUntil, decidedAt };
    expect((await decide(here.administrator, { decision: 'restore', ...seen })).status).toBe(200);
    const late = await decide(here.own, { decision: 'approve', ...seen });
    expect([late.status, late.body.code]).toEqual([409, 'heldDecided']);
    expect(await groups(here.own)).toMatchObject([
      { decision: 'restore', decidedBy: 'Aino Aalto', undecided: 0 },
    ]);
    await here.company.runWell(here.onni);
    expect(await here.company.itemSubjects(here.onni)).toEqual(['Oncologist', 'One', 'Three', 'Two']);
    expect(await groups(here.own)).toEqual([]);
    expect((await decide(here.own, { decision: 'approve', ...seen })).body.code).toBe('nothingHeld');
  });

  it('are made when a person says yes, and nothing beyond what was shown', async () => {
    await deleteInOutlook('One', 'Two');
    await here.company.runWell(here.onni);
    const [{ heldUntil, decidedAt }] = await groups(here.own);
    await deleteInOutlook('Oncologist', 'Three');
    await here.company.runWell(here.onni);
    expect((await decide(here.own, { decision: 'approve', heldUntil, decidedAt })).status).toBe(200);
    await here.company.runWell(here.onni);
    expect(await here.company.activityNames(here.onni)).toEqual(['Oncologist', 'Three']);
    expect(await groups(here.own)).toMatchObject([{ undecided: 2 }]);
    const [audited] = (await here.administrator.get('/api/audit?action=approved')).body.entries;
    expect(audited).toMatchObject({ actorName: 'Onni Virtanen', code: 'approve' });
  });

  it.each([
    [{ decision: 'maybe' }, 'decision'],
    [{ decision: 'approve', heldUntil: 'yesterday' }, 'heldUntil'],
    [{ decision: 'approve', decidedAt: 1 }, 'decidedAt'],
  ])('are not decided by %j', async (body, field) => {
    expect((await decide(here.own, body)).body.fields).toHaveProperty(field);
  });
});
