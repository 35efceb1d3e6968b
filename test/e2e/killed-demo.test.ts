import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActivityView } from '../../src/http/contract.ts';
import { ApiClient } from '../fixtures/api-client.ts';
import { type RunningDemo, startDemo, temporaryFolder } from '../fixtures/demo.ts';
import { randomFrom } from '../fixtures/random.ts';

const HELMI = 'helmi.korhonen@esimerkki.example';
const ENTRIES = 2000;
const KILLS = 10;
const HOUR = 3_600_000;
const seed = Number(process.env.TAHTI_SEED ?? Date.now() % 2 ** 31);

/** Looks often enough to kill at any point of the run, seldom enough not to slow it down. */
const POLL = { interval: 50, timeout: 120_000 };

/** Subjects are all different, so that a double shows as a subject that stands twice. */
const subjectOf = (n: number) => `Merkintä ${n}`;

describe('a first synchronization of 2,000 entries, killed ten times', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let demo: RunningDemo;

  beforeAll(async () => {
    folder = await temporaryFolder();
    // Everybody but Helmi is switched on already; her mailbox fills before she is.
    demo = await startDemo({ mode: 'ready', data: folder.path });
    const helmi = await ApiClient.signIn(demo.web, HELMI);
    await helmi.call('POST', `/api/users/${helmi.me.id}/synchronization/off`, { entries: 'keep' });
    await fill(demo);
    await helmi.synchronization('on');
  });

  afterAll(async () => {
    await demo?.stop();
    await folder?.remove();
  });

  it(`ends with every entry once on both sides (seed ${seed})`, async () => {
    const random = randomFrom(seed);
    const thresholds = Array.from({ length: KILLS }, () => Math.floor(random() * ENTRIES)).sort(
      (a, b) => a - b,
    );
    for (const threshold of thresholds) {
      await linkedAtLeast(threshold);
      await demo.stop('SIGKILL');
      demo = await startDemo({ mode: 'ready', data: folder.path });
    }
    // Helmi's own entries are linked too, so the count of links does not tell when these are all there.
    await expect.poll(() => countOf(activitySubjects(demo)), POLL).toEqual({ subjects: ENTRIES, doubled: 0 });
    expect(await countOf(mailboxSubjects(demo))).toEqual({ subjects: ENTRIES, doubled: 0 });
  });

  it('doubles nothing when it is switched off and on again', async () => {
    const helmi = await ApiClient.signIn(demo.web, HELMI);
    await helmi.call('POST', `/api/users/${helmi.me.id}/synchronization/off`, { entries: 'keep' });
    const { enabledAt } = await helmi.synchronization('on');
    await expect
      .poll(async () => (await helmi.synchronization()).lastSuccessAt ?? '', POLL)
      .toSatisfy((at: string) => at > (enabledAt ?? ''));
    expect(await countOf(activitySubjects(demo))).toEqual({ subjects: ENTRIES, doubled: 0 });
    expect(await countOf(mailboxSubjects(demo))).toEqual({ subjects: ENTRIES, doubled: 0 });
  });

  async function linkedAtLeast(count: number): Promise<void> {
    const helmi = await ApiClient.signIn(demo.web, HELMI);
    await expect
      .poll(async () => (await helmi.synchronization()).synchronizedEntries, POLL)
      .toBeGreaterThanOrEqual(count);
  }
});

/** Half-hours one after the other, over some weeks around now, in batches as the sandbox takes them. */
async function fill(demo: RunningDemo): Promise<void> {
  const first = Math.floor(Date.now() / HOUR) * HOUR - 20 * 24 * HOUR;
  const entries = Array.from({ length: ENTRIES }, (_, n) => ({
    subject: subjectOf(n),
    start: new Date(first + (n * HOUR) / 2).toISOString(),
    end: new Date(first + ((n + 1) * HOUR) / 2).toISOString(),
  }));
  const response = await fetch(`${demo.sandbox}/sandbox/mailboxes/${HELMI}/items`, {
    method: 'POST',
    body: JSON.stringify(entries),
  });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}: ${await response.text()}`);
}

async function mailboxSubjects(demo: RunningDemo): Promise<string[]> {
  const response = await fetch(`${demo.sandbox}/sandbox/mailboxes/${HELMI}/items?folder=calendar`);
  return ((await response.json()) as { subject: string }[]).map((item) => item.subject);
}

async function activitySubjects(demo: RunningDemo): Promise<string[]> {
  const helmi = await ApiClient.signIn(demo.web, HELMI);
  const from = new Date(Date.now() - 30 * 24 * HOUR).toISOString();
  const to = new Date(Date.now() + 60 * 24 * HOUR).toISOString();
  const activities = await helmi.call<ActivityView[]>('GET', `/api/activities?from=${from}&to=${to}`);
  return activities.map((activity) => activity.subject);
}

/** How many of the filled-in subjects stand there, and how many of them more than once. */
async function countOf(all: Promise<string[]>): Promise<{ subjects: number; doubled: number }> {
  const times = new Map<string, number>();
  for (const subject of await all) times.set(subject, (times.get(subject) ?? 0) + 1);
  const ours = Array.from({ length: ENTRIES }, (_, n) => times.get(subjectOf(n)) ?? 0);
  return {
    subjects: ours.filter((count) => count > 0).length,
    doubled: ours.filter((count) => count > 1).length,
  };
}
