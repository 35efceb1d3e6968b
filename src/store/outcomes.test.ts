import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../../test/fixtures/database-seed.ts';
import { entryBase, newLink } from '../../test/fixtures/link-samples.ts';
import type { Link } from '../model/link.ts';
import type { ErrorDetails } from '../model/problem.ts';
import { instantFromMillis } from '../model/time.ts';
import { countUnapprovedDeletions } from './deletion-count.ts';
import { decideHeldDeletions, latestHeldAt, loadHeldDeletions } from './held-deletions.ts';
import { type Intention, loadIntentions, recordIntentions } from './intentions.ts';
import { loadLinks } from './links.ts';
import { type RunRef, takeMailbox } from './mailbox-hold.ts';
import { type Outcomes, recordOutcomes } from './outcomes.ts';
import { countProblems, loadProblems } from './problems.ts';
import { listStories } from './story-list.ts';
import { switchOff, switchOn } from './synchronizations.ts';

const REFUSED: ErrorDetails = {
  kind: 'entry',
  source: 'mailbox',
  code: 'ErrorItemSave',
  words: 'Item could not be saved.',
  requestId: null,
  advice: 'ewsEntryRefused',
  retryAfter: null,
};

const AT = '2026-11-24T10:00:00.000Z';

describe('what a run records', () => {
  let database: TestDatabase;
  let seed: SeededOrganization;
  let run: RunRef;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  beforeEach(async () => {
    seed = await seedOrganization(database);
    run = { organizationId: seed.organization.id, userId: seed.onni.id, runId: randomUUID() };
    await switchOn(database.db, { ...own(), mailboxAddress: seed.onni.email }, AT);
    await takeMailbox(database.db, run.organizationId, run.userId, run.runId, AT);
  });
  afterAll(() => database.close());

  const own = () => ({ organizationId: run.organizationId, userId: run.userId });
  const record = (outcomes: Outcomes, by: RunRef = run) => recordOutcomes(database.db, by, outcomes);
  const links = () => loadLinks(database.db, run.organizationId, run.userId);
  const problems = () => loadProblems(database.db, run.organizationId, run.userId);
  const held = () => loadHeldDeletions(database.db, run.organizationId, run.userId);

  const intend = (intentions: readonly Intention[]) => recordIntentions(database.db, run, intentions);
  const intentions = () => loadIntentions(database.db, run.organizationId, run.userId);

  function intention(fields: Partial<Intention> = {}): Intention {
    const source = { id: randomUUID(), version: '7', base: entryBase(), standing: 'owner' as const };
    const meant = { source, sourceUid: 'uid-1', entry: entryBase(), linkId: null };
    return { key: randomUUID(), side: 'mailbox', ...meant, ...fields };
  }

  it('announces no create of a run that was overtaken, switched off or paused', async () => {
    await takeMailbox(database.db, run.organizationId, run.userId, randomUUID(), AT);
    expect(await intend([intention()])).toBeNull();
    expect(await intentions()).toEqual([]);
  });

  it('turns an intention into a link with its line in the log, all at once', async () => {
    const meant = intention();
    await intend([meant]);
    expect(await intentions()).toEqual([meant]);
    const link = newLink(run.userId);
    const story = { severity: 'info', kind: 'created', side: 'mailbox', linkId: link.id } as const;
    expect(await record({ links: [link], intentionsDone: [meant.key], stories: [story] })).toBe(true);
    expect([await links(), await intentions()]).toEqual([[link], []]);
    const [told] = await listStories(
      database.db,
      run.organizationId,
      { userId: run.userId, role: 'user' },
      { limit: 1 },
    );
    expect(told).toMatchObject({ ...story, runId: run.runId, userId: run.userId });
  });

  it('is nothing at all where one part of it is refused', async () => {
    const meant = intention();
    await intend([meant]);
    const link = newLink(run.userId);
    const twin = { ...newLink(run.userId), activity: link.activity };
    await expect(record({ links: [link, twin], intentionsDone: [meant.key] })).rejects.toThrow();
    expect([await links(), await intentions()]).toEqual([[], [meant]]);
  });

  it('is refused once another run has taken the mailbox, or the user switched off', async () => {
    const later = { ...run, runId: randomUUID() };
    await takeMailbox(database.db, run.organizationId, run.userId, later.runId, AT);
    expect(await record({ links: [newLink(run.userId)] })).toBe(false);
    expect(await record({ links: [newLink(run.userId)] }, later)).toBe(true);
    await switchOff(database.db, run.organizationId, run.userId, false, AT);
    expect(await record({ links: [newLink(run.userId)] }, later)).toBe(false);
    expect(await links()).toHaveLength(1);
  });

  it('keeps the key of a create that is already under way', async () => {
    const [first, second] = [intention(), intention()];
    await intend([first]);
    const again = { ...intention(), source: first.source };
    expect(await intend([again, second])).toEqual([first.key, second.key]);
    expect(new Set(await intentions())).toEqual(new Set([first, second]));
  });

  it('may replace a link by a new one for the same entry', async () => {
    const old = newLink(run.userId);
    await record({ links: [old] });
    const fresh = { ...newLink(run.userId), mailbox: old.mailbox };
    expect(await record({ unlinked: [old.id], links: [fresh] })).toBe(true);
    expect(await links()).toEqual([fresh]);
  });

  it('renews a problem that is known, and forgets it when it is solved', async () => {
    const problem = {
      side: 'mailbox' as const,
      entryId: 'activity-1',
      linkId: null,
      details: REFUSED,
      subject: 'Budget review',
      isPrivate: false,
      attempts: 1,
      nextTryAt: Date.parse(AT),
    };
    await record({ problems: [problem] });
    const [first] = await problems();
    await record({ problems: [{ ...problem, attempts: 2, nextTryAt: Date.parse(AT) + 60_000 }] });
    const [second] = await problems();
    expect(second).toMatchObject({ id: first?.id, firstAt: first?.firstAt, attempts: 2 });
    expect(second?.nextTryAt).toBe('2026-11-24T10:01:00.000Z');
    expect(await countProblems(database.db, run.organizationId)).toEqual(new Map([[run.userId, 1]]));
    await record({ solved: [{ side: 'activities', entryId: 'activity-1' }] });
    expect(await problems()).toHaveLength(1);
    await record({ solved: [{ side: 'mailbox', entryId: 'activity-1' }] });
    expect(await problems()).toEqual([]);
  });

  function waitingOf(link: Link) {
    const decided = { isRestoring: false, isApproved: false };
    return { linkId: link.id, side: 'mailbox' as const, subject: 'Review', isPrivate: false, ...decided };
  }

  it('keeps what a person decided about a held deletion while it goes on waiting', async () => {
    const link = newLink(run.userId);
    await record({ links: [link] });
    const waiting = waitingOf(link);
    await record({ held: [waiting] });
    const decide = (decision: 'approve' | 'restore') =>
      decideHeldDeletions(database.db, run.organizationId, run.userId, decision);
    expect(await decide('restore')).toBe(1);
    await record({ held: [{ ...waiting, subject: 'Renamed' }] });
    expect(await held()).toEqual([{ ...waiting, subject: 'Renamed', isRestoring: true }]);
    expect(await decide('approve')).toBe(1);
    expect(await held()).toEqual([{ ...waiting, subject: 'Renamed', isApproved: true }]);
    await record({ released: [link.id] });
    expect(await held()).toEqual([]);
  });

  it('takes a yes only for what was shown: what came to wait later waits on', async () => {
    const [shown, later] = [newLink(run.userId), newLink(run.userId)];
    await record({ links: [shown, later] });
    await record({ held: [waitingOf(shown)] });
    const until = await latestHeldAt(database.db, run.organizationId, run.userId);
    const table = database.db.updateTable('heldDeletions');
    await record({ held: [waitingOf(later)] });
    const afterwards = instantFromMillis(Date.parse(until ?? '') + 1000);
    await table.set({ heldAt: afterwards }).where('linkId', '=', later.id).execute();
    await decideHeldDeletions(database.db, run.organizationId, run.userId, 'approve', until);
    const approved = (await held()).filter(({ isApproved }) => isApproved);
    expect(approved.map(({ linkId }) => linkId)).toEqual([shown.id]);
  });

  it('makes what the server refused of a decision due again when a person decides anew', async () => {
    const link = newLink(run.userId);
    await record({ links: [link] });
    await record({ held: [waitingOf(link)] });
    const later = Date.now() + 6 * 3600_000;
    const about = {
      side: 'mailbox',
      entryId: 'item-1',
      linkId: link.id,
      subject: '',
      isPrivate: false,
    } as const;
    await record({ problems: [{ ...about, details: REFUSED, attempts: 9, nextTryAt: later }] });
    await decideHeldDeletions(database.db, run.organizationId, run.userId, 'restore');
    const [due] = await problems();
    expect(Date.parse(due?.nextTryAt ?? '')).toBeLessThanOrEqual(Date.now());
  });

  it('counts the deletions of a while, but for those that a person approved', async () => {
    const deleted = { severity: 'info', kind: 'deleted', side: 'mailbox' } as const;
    await record({ stories: [deleted, { ...deleted, code: 'approved' }, { ...deleted, kind: 'takenBack' }] });
    const since = (millis: number) =>
      countUnapprovedDeletions(
        database.db,
        run.organizationId,
        run.userId,
        instantFromMillis(Date.now() - millis),
      );
    expect(await since(3600_000)).toBe(1);
    expect(await since(-60_000)).toBe(0);
  });

  it('lets go of what waits when its link ends', async () => {
    const link = newLink(run.userId);
    await record({ links: [link] });
    await intend([intention({ linkId: link.id })]);
    await record({ held: [waitingOf(link)] });
    await record({ unlinked: [link.id] });
    expect([await held(), await intentions()]).toEqual([[], []]);
  });
});
