import { describe, expect, test } from 'vitest';
import { SideError } from '../../src/model/problem.ts';
import { noCounts } from '../../src/model/run-counts.ts';
import { holdDeletions, loadHeldDeletions } from '../../src/store/held-deletions.ts';
import { saveLinks } from '../../src/store/links.ts';
import { takeMailbox } from '../../src/store/mailbox-hold.ts';
import { saveProblems } from '../../src/store/problems.ts';
import { endRun, insertRun, showProgress } from '../../src/store/runs.ts';
import type { HttpClient } from '../fixtures/http-client.ts';
import { problemOf, someLink } from '../fixtures/http-samples.ts';
import {
  aino,
  company,
  onConnectedCompany,
  onni,
  stateOf,
  step,
  viewOf,
  web,
} from '../fixtures/http-synchronization.ts';

onConnectedCompany();

describe('the dry run', () => {
  test('tells what would happen, and writes nothing', async () => {
    web.engine.looked = {
      counts: { ...noCounts(), matched: 2, createdInMailbox: 1 },
      examples: [
        {
          kind: 'createInMailbox',
          subject: 'Meeting',
          time: { kind: 'allDay', start: '2026-12-01', end: '2026-12-02' },
          isPrivate: false,
        },
      ],
      resolvedAddress: company.onni.email,
    };
    const { status, body } = await step(onni, company.onni, 'dry-run');
    expect(status).toBe(200);
    expect(body.counts).toMatchObject({ matched: 2, createdInMailbox: 1, conflicts: 0 });
    expect(body.examples).toEqual([
      { kind: 'createInMailbox', subject: 'Meeting', start: '2026-12-01', allDay: true, isPrivate: false },
    ]);
    expect(await stateOf(company.onni)).toBe('off');
  });

  test('is one at a time: who asks again meanwhile is told so', async () => {
    const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    web.engine.beforeLook = () => {
      begun.resolve();
      return goOn.promise;
    };
    const first = step(onni, company.onni, 'dry-run');
    await begun.promise;
    const second = await step(onni, company.onni, 'dry-run');
    expect([second.status, second.body.code]).toEqual([409, 'dryRunBusy']);
    goOn.resolve();
    expect((await first).status).toBe(200);
    expect((await step(onni, company.onni, 'dry-run')).status).toBe(200);
    web.engine.beforeLook = async () => {};
  });

  test('that cannot look answers with the server’s own words', async () => {
    const { details } = problemOf('ErrorNonExistentMailbox', 'No mailbox with such guid.');
    web.engine.looked = new SideError(details);
    const { status, body } = await step(onni, company.onni, 'dry-run');
    expect([status, body.code]).toEqual([502, 'exchangeUnreachable']);
    expect(body.message).toContain('No mailbox with such guid.');
    expect(body.trouble).toMatchObject({ code: 'ErrorNonExistentMailbox', requestId: details.requestId });
  });
});

describe('how it stands', () => {
  test('with a run in progress, its problems and what waits for a person', async () => {
    const { db } = web.database;
    const { id: userId } = company.onni;
    await step(onni, company.onni, 'on');
    const startedAt = new Date(Date.now() + 1).toISOString();
    const runId = crypto.randomUUID();
    await takeMailbox(db, company.id, userId, runId, startedAt);
    await insertRun(db, { organizationId: company.id, id: runId, userId, trigger: 'switchedOn', startedAt });
    expect((await viewOf(onni, company.onni)).body.run).toMatchObject({
      id: runId,
      state: 'running',
      total: null,
    });
    await showProgress(db, company.id, runId, { done: 3, total: 8, phase: 'apply' });
    expect((await viewOf(onni, company.onni)).body.run).toMatchObject({ done: 3, total: 8 });
    await saveProblems(db, company.id, userId, [problemOf('ErrorItemSave', 'It cannot be saved.', true)]);
    const end = { state: 'succeeded', endedAt: startedAt, counts: { matched: 8 }, error: null } as const;
    await endRun(db, company.id, runId, end);
    const mine = (await viewOf(onni, company.onni)).body;
    expect(mine.run).toMatchObject({ state: 'succeeded', counts: { matched: 8, conflicts: 0 } });
    expect(mine.problems).toMatchObject([{ subject: 'Secret', error: { words: 'It cannot be saved.' } }]);
    const theirs = (await viewOf(aino, company.onni)).body;
    expect(theirs.problems).toMatchObject([{ subject: '', error: { words: 'It cannot be saved.' } }]);
  });

  test('with held deletions, which the user or an administrator decides on', async () => {
    const { db } = web.database;
    const { id: userId } = company.onni;
    await step(onni, company.onni, 'on');
    const decide = (client: HttpClient, decision: string) =>
      step(client, company.onni, 'held-deletions', { decision });
    const early = await decide(onni, 'approve');
    expect([early.status, early.body.code]).toEqual([409, 'nothingHeld']);
    const link = someLink(userId);
    await saveLinks(db, company.id, [link]);
    const held = {
      linkId: link.id,
      side: 'mailbox',
      subject: 'Gone',
      isPrivate: false,
      isRestoring: false,
      isApproved: false,
    } as const;
    await holdDeletions(db, company.id, userId, [held]);
    expect((await viewOf(onni, company.onni)).body).toMatchObject({
      heldDeletions: 1,
      synchronizedEntries: 1,
    });
    expect((await decide(aino, 'approve')).status).toBe(200);
    expect(await loadHeldDeletions(db, company.id, userId)).toEqual([{ ...held, isApproved: true }]);
    const { heldUntil } = (await viewOf(onni, company.onni)).body;
    const shown = { decision: 'restore', heldUntil };
    expect((await step(onni, company.onni, 'held-deletions', shown)).status).toBe(200);
    expect(await loadHeldDeletions(db, company.id, userId)).toEqual([{ ...held, isRestoring: true }]);
    expect(web.engine.triggersOf(userId)).toEqual(['switchedOn', 'synchronizeNow', 'synchronizeNow']);
    const helmi = web.client();
    await helmi.signIn(company.helmi.email);
    expect((await decide(helmi, 'approve')).body.code).toBe('forbidden');
  });
});
