import type { Database } from '../../../src/store/database.ts';
import { activityDeeds } from './activity-deeds.ts';
import { Broken, calmDown } from './calm.ts';
import { Chance, type Weighted } from './chance.ts';
import { choices } from './choices.ts';
import { dieInside, killWorker } from './death.ts';
import type { Deed } from './deed.ts';
import { mailboxDeeds } from './mailbox-deeds.ts';
import { meetingDeeds } from './meeting-deeds.ts';
import { countStories } from './remembered.ts';
import { InternalFault, runOf, runUndisturbed } from './runs.ts';
import { seriesDeeds } from './series-deeds.ts';
import type { Tally } from './tally.ts';
import { type Keeping, Town } from './town.ts';
import { trouble } from './trouble.ts';

/** How a story is told. */
export interface StoryOptions {
  readonly seed: number;
  readonly users: number;
  /** Times at which everything must come to rest. */
  readonly chapters: number;
  /** Where the database stands that outlives killed workers; null: no worker is killed. */
  readonly keeping: Keeping | null;
}

/** Things that happen in a chapter. */
const SHORTEST = 12;
const LONGEST = 40;

/** What is done before the first run. */
const OPENING = 12;

/** Whether people have meetings with each other. */
const MEETINGS = true;

const deeds: readonly Weighted<readonly Weighted<Deed>[]>[] = [
  { weight: 10, what: mailboxDeeds },
  { weight: 9, what: activityDeeds },
  { weight: 7, what: seriesDeeds },
  ...(MEETINGS ? [{ weight: 7, what: meetingDeeds }] : []),
];

const someDeed: Deed = async (town) => {
  const isDone = await town.attempt(town.chance.draw(town.chance.draw(deeds)));
  if (isDone) town.tally.operations += 1;
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
  if (chance.happens(14)) await town.attempt(chance.draw(trouble));
  else if (chance.happens(6)) await town.attempt(chance.draw(choices));
  else await chance.draw(happenings)(town);
  await town.exchangeLog.news();
}

/** A story that ended badly: its seed, what was found, and all that was done until then. */
export class StoryFailed extends Error {
  constructor({ seed, users }: StoryOptions, cause: Error, lines: readonly string[]) {
    super(
      `seed ${seed}, ${users} users:\n${cause.message}\n\nWhat happened:\n${lines.map((line) => `  ${line}`).join('\n')}`,
      { cause },
    );
    this.name = 'StoryFailed';
  }
}

/** Tells one story; throws StoryFailed where something was lost, doubled, left different or never came to rest. */
export async function tellStory(database: Database, options: StoryOptions): Promise<Tally> {
  const chance = new Chance(options.seed);
  const town = await Town.open(database, chance, options.users, options.keeping);
  try {
    for (let left = OPENING; left > 0; left -= 1) await someDeed(town);
    for (let chapter = 0; chapter < options.chapters; chapter += 1) {
      for (let left = chance.int(SHORTEST, LONGEST); left > 0; left -= 1) await something(town);
      if (options.keeping) await killWorker(town);
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
