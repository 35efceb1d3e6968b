import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../../src/store/database.ts';
import { activityDeeds } from './activity-deeds.ts';
import { Broken } from './broken.ts';
import { calmDown, endTrouble } from './calm.ts';
import { Chance, type Weighted } from './chance.ts';
import { choices } from './choices.ts';
import { dieInside, killWorker } from './death.ts';
import type { Deed } from './deed.ts';
import { earTrouble } from './ear-trouble.ts';
import { hearOut, listen } from './listening.ts';
import { mailboxDeeds } from './mailbox-deeds.ts';
import { meetingDeeds } from './meeting-deeds.ts';
import { countStories } from './remembered.ts';
import { InternalFault, runOf, runUndisturbed } from './runs.ts';
import { seriesDeeds } from './series-deeds.ts';
import type { Tally } from './tally.ts';
import { togetherDeeds } from './together-deeds.ts';
import { Town, type TownOptions } from './town.ts';
import { trouble } from './trouble.ts';
import type { Deeds } from './write-count.ts';

/** How a story is told. */
export interface StoryOptions extends TownOptions {
  readonly seed: number;
  /** Times at which everything must come to rest. */
  readonly chapters: number;
  /** In every second chapter the engine works by itself and hears of changes by notifications. */
  readonly isListening: boolean;
}

/** What a seed says of its story where nobody says otherwise. */
export function usualOptions(seed: number): Pick<StoryOptions, 'users' | 'isInviting' | 'isListening'> {
  return { users: 3 + (seed % 3), isInviting: seed % 4 > 1, isListening: seed % 5 === 2 };
}

/** Things that happen in a chapter. */
const SHORTEST = 12;
const LONGEST = 40;

/** What is done before the first run. */
const OPENING = 12;

/** While the engine works, people take their time (milliseconds at most), so that it does so in between. */
const BREATH = 80;

interface Kind {
  readonly name: keyof Deeds;
  readonly deeds: readonly Weighted<Deed>[];
}

const kinds: readonly Weighted<Kind>[] = [
  { weight: 10, what: { name: 'mailbox', deeds: mailboxDeeds } },
  { weight: 9, what: { name: 'activities', deeds: activityDeeds } },
  { weight: 7, what: { name: 'series', deeds: seriesDeeds } },
  { weight: 5, what: { name: 'meetings', deeds: meetingDeeds } },
  { weight: 3, what: { name: 'together', deeds: togetherDeeds } },
];

const someDeed: Deed = async (town) => {
  const { name, deeds } = town.chance.draw(kinds);
  const isDone = await town.attempt(town.chance.draw(deeds));
  if (isDone) town.tally.operations += 1;
  if (isDone) town.deeds[name] += 1;
  return isDone;
};

const someRun: Deed = async (town) => {
  const dweller = town.someone();
  const ending = await runUndisturbed(town, dweller);
  town.tell(`${town.nameOf(dweller)} is synchronized (${ending})`);
  return true;
};

const runsAtOnce: Deed = async (town) => {
  const [one, other] = town.chance.shuffled(town.dwellers);
  const endings = await Promise.all(
    [one, other].flatMap((dweller) => (dweller ? [runOf(town, dweller)] : [])),
  );
  town.tell(`${[one, other].map((each) => each && town.nameOf(each)).join(' and ')} at once (${endings})`);
  return true;
};

/** Somebody edits while their mailbox is being synchronized. */
const runMeanwhile: Deed = async (town) => {
  const dweller = town.someone();
  town.tell(`${town.nameOf(dweller)} is synchronized meanwhile:`);
  await Promise.all([runOf(town, dweller), someDeed(town)]);
  return true;
};

const happenings: readonly Weighted<Deed>[] = [
  { weight: 56, what: someDeed },
  { weight: 18, what: someRun },
  { weight: 4, what: runsAtOnce },
  { weight: 5, what: runMeanwhile },
  { weight: 7, what: dieInside },
  { weight: 2, what: killWorker },
];

async function something(town: Town): Promise<void> {
  const { chance } = town;
  town.moment += 1;
  if (town.isListening && chance.happens(20)) await chance.draw(earTrouble)(town);
  else if (chance.happens(14)) await town.attempt(chance.draw(trouble));
  else if (chance.happens(7)) await town.attempt(chance.draw(choices));
  else await chance.draw(happenings)(town);
  if (town.isListening) await pause(chance.int(0, BREATH));
  await town.exchangeLog.news();
  await town.post.read(town);
}

/** A story that ended badly: its seed, what was found, and all that was done until then. */
export class StoryFailed extends Error {
  constructor(options: StoryOptions, cause: Error, lines: readonly string[]) {
    super(
      `${nameOf(options)}:\n${cause.message}\n\nWhat happened:\n${lines.map((line) => `  ${line}`).join('\n')}`,
      { cause },
    );
    this.name = 'StoryFailed';
  }
}

function nameOf({ seed, users, isInviting, isListening, keeping }: StoryOptions): string {
  const marks = [isInviting && 'invitations', isListening && 'listening', keeping && 'kills'];
  return [`seed ${seed}, ${users} users`, ...marks.filter(Boolean)].join(', ');
}

/** Tells one story; throws StoryFailed where something was lost, doubled, left different or never came to rest. */
export async function tellStory(database: Database, options: StoryOptions): Promise<Tally> {
  const chance = new Chance(options.seed);
  const town = await Town.open(database, chance, options);
  try {
    for (let left = OPENING; left > 0; left -= 1) await someDeed(town);
    for (let chapter = 0; chapter < options.chapters; chapter += 1) {
      if (options.isListening && chapter % 2 === 0) await listen(town);
      for (let left = chance.int(SHORTEST, LONGEST); left > 0; left -= 1) await something(town);
      if (options.keeping) await killWorker(town);
      await endTrouble(town);
      await hearOut(town, someDeed);
      await calmDown(town);
    }
    town.tally.stories = 1;
    town.tally.conflicts = await countStories(town, 'conflict');
    return town.tally;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isFound = error instanceof Broken || error instanceof InternalFault;
    throw new StoryFailed(options, isFound ? error : withTrace(error), town.lines);
  } finally {
    await town.close();
  }
}

/** Where the machine itself stumbled, its stack tells. */
function withTrace(error: Error): Error {
  return new Error(error.stack ?? error.message, { cause: error });
}
