/** Chapters in which the engine works by itself: it hears of changes by notifications, and nobody asks for runs. */
import { setTimeout as pause } from 'node:timers/promises';
import { Broken } from './broken.ts';
import { findFaults } from './check.ts';
import type { Deed } from './deed.ts';
import { approveDeletions } from './held.ts';
import { findMeetingFaults } from './meeting-check.ts';
import type { Town } from './town.ts';

/** Seconds between two sweeps; where notifications arrive they come ten times as rarely, which calm's clock jump covers. */
const SWEEP = 180;

/** An engine that works and listens, with quick pauses and beats. */
export const WORKING = {
  work: true,
  notifications: true,
  sweepSeconds: SWEEP,
  listening: {
    times: { beat: 50, gather: 20 },
    limits: { gather: 20, firstPause: 20, longestPause: 100, refusedPause: 200 },
  },
} as const;

export const RESTING = { work: false, notifications: false } as const;

/** How long what was heard, or what a sweep is to find, may take to cross (milliseconds). */
const PATIENCE = 30_000;

/** Between two looks (milliseconds). */
const LOOK_EVERY = 100;

/** What is done at the end of a chapter, when nothing fails: notifications alone have to bring it over. */
const LAST_WORDS = 4;

/** From now on the engine works. */
export async function listen(town: Town): Promise<void> {
  town.isListening = true;
  await town.company.restartEngine(WORKING);
  town.tell('--- the engine works by itself from now on');
}

/**
 * Everything that happened until now crosses by itself: first what a sweep has to find, since its notification was
 * lost, then what people go on doing while every mailbox is heard. Then the engine rests again.
 */
export async function hearOut(town: Town, someDeed: Deed): Promise<void> {
  if (!town.isListening) return;
  await healEars(town);
  await untilWhole(town, 'a sweep did not bring over');
  for (let left = LAST_WORDS; left > 0; left -= 1) if (await someDeed(town)) town.tally.heard += 1;
  await untilWhole(town, 'notifications did not bring over');
  town.tell('--- the engine rests from now on');
  await town.company.engine.stop();
  town.isListening = false;
  await town.company.restartEngine(RESTING);
}

interface Ears {
  readonly subscriptions: readonly {
    readonly mailbox: string;
    readonly silent: boolean;
    readonly streaming: boolean;
  }[];
}

/** No mailbox is refused any longer, and what was subscribed without a voice is forgotten, as by a server that restarts. */
async function healEars(town: Town): Promise<void> {
  const { exchange } = town.company;
  await exchange.control('POST', 'notifications', { subscriptionLimit: null, connectionLimit: null });
  const ears = async () => (await exchange.control('GET', 'notifications')) as Ears;
  for (const { mailbox } of (await ears()).subscriptions.filter(({ silent }) => silent))
    await exchange.control('DELETE', `notifications/subscriptions?mailbox=${mailbox}`);
  await within(async () => {
    const { subscriptions } = await ears();
    const deaf = town.dwellers.filter(
      ({ user }) => !subscriptions.some((one) => one.mailbox === user.email && one.streaming && !one.silent),
    );
    return deaf.map(({ user }) => `${user.email} is not heard`);
  });
}

async function untilWhole(town: Town, what: string): Promise<void> {
  const { compared } = town.tally;
  await within(async () => {
    await approveDeletions(town);
    if (!(await isIdle(town))) return ['the queue is not empty'];
    const faults = [...(await findFaults(town)), ...(await findMeetingFaults(town))];
    town.tally.compared = compared;
    return faults.map((fault) => `${what}: ${fault}`);
  });
}

/** Nothing waits and nothing is under way. */
async function isIdle(town: Town): Promise<boolean> {
  const { rows } = await town.database.pool.query<{ count: number }>(
    `select count(*)::int as count from pgboss.job where state <= 'active' and data ->> 'organizationId' = $1`,
    [town.company.organizationId],
  );
  return rows[0]?.count === 0;
}

/** Waits until nothing is wrong any more; throws Broken with what still was when patience ended. */
async function within(faultsNow: () => Promise<readonly string[]>): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const faults = await faultsNow();
    if (faults.length === 0) return;
    if (performance.now() > deadline) throw new Broken(faults);
    await pause(LOOK_EVERY);
  }
}
