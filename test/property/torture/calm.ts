import { findSynchronization } from '../../../src/store/synchronizations.ts';
import { Broken } from './broken.ts';
import { findFaults, settleThings } from './check.ts';
import { pause, restoreSettings, switchOn } from './choices.ts';
import { writesIn } from './exchange-log.ts';
import { approveDeletions } from './held.ts';
import { findMeetingFaults, settleMeetings } from './meeting-check.ts';
import { activityCounter, countStories, waitingOf } from './remembered.ts';
import { type Ending, runOf } from './runs.ts';
import type { Town } from './town.ts';
import { disarm } from './trouble.ts';
import { tooManyWrites } from './write-count.ts';

/** Rounds of runs within which everything must have come to rest. */
const MOST_ROUNDS = 12;

/** Between two rounds (milliseconds): longer than any first pause after a failure. */
const BETWEEN = 31 * 60_000;

/** Nothing is left to do after a while of runs, and both calendars of everybody are whole. */
export async function calmDown(town: Town): Promise<void> {
  await settle(town);
  const faults = [
    ...(await findFaults(town)),
    ...(await findMeetingFaults(town)),
    ...(await restlessness(town)),
    ...(await tooManyWrites(town)),
  ];
  if (faults.length > 0) throw new Broken(faults);
  await settleThings(town);
  settleMeetings(town);
  await town.post.read(town);
  town.tally.calms += 1;
  town.tell('--- all is calm');
}

/** Nothing is broken any more, everybody is switched on, and some time has passed. */
export async function endTrouble(town: Town): Promise<void> {
  const { company } = town;
  await disarm(town);
  await company.exchange.control('POST', 'server', { latencyMs: 0, clockOffsetMs: 0 });
  await restoreSettings(town);
  for (const dweller of town.dwellers) {
    const row = await findSynchronization(town.database.db, company.organizationId, dweller.user.id);
    if (row?.state === 'off') await switchOn(town, dweller);
    if (row?.state === 'paused') await pause(town, dweller, false);
  }
  town.calmTime = Math.max(town.calmTime, company.clockOffset) + BETWEEN;
  company.clockOffset = town.calmTime;
}

async function settle(town: Town): Promise<void> {
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    if (await isQuiet(town)) return;
    await approveDeletions(town);
    town.calmTime += BETWEEN;
    town.company.clockOffset = town.calmTime;
  }
  throw new Broken([`there is still something to do after ${MOST_ROUNDS} rounds of runs`]);
}

/** One round; quiet when everybody's run succeeded, wrote nothing and left nothing for later. */
async function isQuiet(town: Town): Promise<boolean> {
  const before = await lookAround(town);
  const endings: Ending[] = [];
  for (const dweller of town.chance.shuffled(town.dwellers)) endings.push(await runOf(town, dweller));
  const after = await lookAround(town);
  const waiting = await Promise.all(town.dwellers.map((dweller) => waitingOf(town, dweller)));
  const isDone = endings.every((ending) => ending === 'well') && waiting.flat().length === 0;
  return isDone && after.writes === 0 && after.counter === before.counter && after.stories === before.stories;
}

async function lookAround(town: Town) {
  return {
    writes: writesIn(await town.exchangeLog.news()),
    counter: await activityCounter(town),
    stories: await countStories(town),
  };
}

/** One further round costs one request a mailbox, and writes and tells nothing. */
async function restlessness(town: Town): Promise<string[]> {
  const before = await lookAround(town);
  for (const dweller of town.dwellers) await runOf(town, dweller);
  const requests = await town.exchangeLog.news();
  const faults = town.dwellers.flatMap((dweller) => {
    const asked = requests.filter(({ mailbox }) => mailbox === dweller.user.email);
    const operations = asked.map(({ operation }) => operation).join(' ');
    return operations === 'SyncFolderItems'
      ? []
      : [`a run of ${town.nameOf(dweller)} at rest asks ${operations}`];
  });
  if ((await activityCounter(town)) !== before.counter) faults.push('a run at rest changed activities');
  if ((await countStories(town)) !== before.stories) faults.push('a run at rest told something in the log');
  return faults;
}
