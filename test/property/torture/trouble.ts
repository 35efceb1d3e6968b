/** Servers that fail while a run is under way, clocks that jump, mailboxes that move. */
import type { Weighted } from './chance.ts';
import { disturbed, requestOf, runOf } from './runs.ts';
import type { Dweller, Town } from './town.ts';

export type Happening = (town: Town) => Promise<boolean>;

/** What the server can be told to do; `backOff` says for how long it asks to be left alone (milliseconds). */
interface Blow {
  readonly fault: object;
  readonly operation?: string;
}

const OPERATIONS = ['SyncFolderItems', 'GetItem', 'FindItem', 'CreateItem', 'UpdateItem', 'DeleteItem'];

/** Entries that are refused once; a person would read these words in the log. */
const ENTRY_CODES = [
  'ErrorQuotaExceeded',
  'ErrorInternalServerTransientError',
  'ErrorItemSave',
  'ErrorItemNotFound',
];
const REQUEST_CODES = [
  'ErrorMailboxMoveInProgress',
  'ErrorInternalServerError',
  'ErrorMailboxStoreUnavailable',
];

/** While the engine listens, its back-off is waited for by the real clock. */
function someBlow({ chance, isListening }: Town): Blow {
  const [retryAfter, longer] = isListening ? [1, [0, 50, 200]] : [60, [0, 0, 90_000, 130_000]];
  const anywhere = { operation: chance.pick(OPERATIONS) };
  const writing = { operation: chance.pick(['CreateItem', 'UpdateItem', 'DeleteItem']) };
  return chance.draw<() => Blow>([
    { weight: 3, what: () => ({ ...anywhere, fault: { kind: 'dropBefore' } }) },
    { weight: 4, what: () => ({ ...anywhere, fault: { kind: 'dropAfter' } }) },
    {
      weight: 1,
      what: () => ({ ...anywhere, fault: { kind: 'httpStatus', status: chance.pick([429, 500, 503]) } }),
    },
    { weight: 1, what: () => ({ ...anywhere, fault: { kind: 'httpStatus', status: 429, retryAfter } }) },
    {
      weight: 1,
      what: () => ({ ...anywhere, fault: { kind: 'httpStatus', status: chance.pick([401, 403]) } }),
    },
    {
      weight: 2,
      what: () => ({
        ...anywhere,
        fault: { kind: 'serverBusy', backOffMilliseconds: chance.pick(longer) },
      }),
    },
    {
      weight: 2,
      what: () => ({
        ...writing,
        fault: { kind: 'responseCode', code: chance.pick(ENTRY_CODES.slice(0, 3)) },
      }),
    },
    {
      weight: 1,
      what: () => ({
        ...anywhere,
        fault: { kind: 'responseCode', code: chance.pick(REQUEST_CODES), scope: 'request' },
      }),
    },
    { weight: 3, what: () => ({ fault: { kind: 'invalidSyncState' } }) },
    { weight: 1, what: () => ({ ...anywhere, fault: { kind: 'malformedXml' } }) },
  ])();
}

/** One to three faults are played while a mailbox is synchronized; what is left of them is called off. */
export const runInTrouble: Happening = async (town) => {
  const dweller = town.someone();
  const blows = Array.from({ length: town.chance.int(1, 3) }, () => someBlow(town));
  await arm(town, dweller, blows);
  const ending = await runOf(town, dweller);
  await disarm(town);
  disturbed(town, dweller);
  town.tell(
    `${town.nameOf(dweller)} is synchronized while the server fails (${ending}): ${JSON.stringify(blows)}`,
  );
  return true;
};

export async function arm(town: Town, { user }: Dweller, blows: readonly Blow[]): Promise<void> {
  for (const blow of blows) {
    const rule = { mailbox: user.email, count: 1, skip: town.chance.int(0, 2) };
    await town.company.exchange.control('POST', 'faults', { ...rule, ...blow });
  }
}

export async function disarm(town: Town): Promise<void> {
  await town.company.exchange.control('DELETE', 'faults');
}

/** The server moves a mailbox to another database: all its ids change, all sync states are worthless. */
export const moveMailbox: Happening = async (town) => {
  const dweller = town.someone();
  await town.company.exchange.control('POST', `mailboxes/${dweller.user.email}/move`);
  // What lies outside of the calendar has another id as well; its owner leaves it there.
  for (let at = town.away.length - 1; at >= 0; at -= 1)
    if (town.away[at]?.dweller === dweller) town.away.splice(at, 1);
  town.tell(`the mailbox of ${town.nameOf(dweller)} is moved`);
  return true;
};

/** Tahti's own clock, or the server's, is set; hours are enough to turn every comparison of times around. */
export const setClock: Happening = async (town) => {
  const hours = town.chance.int(-6, 6);
  if (town.chance.happens(50)) {
    town.company.clockOffset = hours * 3600_000;
    town.tell(`Tahti's clock is ${hours} hours off`);
  } else {
    await town.company.exchange.control('POST', 'server', { clockOffsetMs: hours * 3600_000 });
    town.tell(`the server's clock is ${hours} hours off`);
  }
  return true;
};

/** Time passes, so that what was refused is due again. */
export const wait: Happening = async (town) => {
  const minutes = town.chance.pick([1, 3, 20, 70]);
  town.company.clockOffset += minutes * 60_000;
  town.tell(`${minutes} minutes pass`);
  return true;
};

/** The delegate may not act for a mailbox while it is synchronized. */
export const runWithoutRight: Happening = async (town) => {
  const dweller = town.someone();
  const others = town.dwellers.filter((one) => one !== dweller).map(({ user }) => user.email);
  const account = `accounts/${town.company.exchange.delegate.userName}`;
  await town.company.exchange.control('POST', account, { impersonation: { scope: others } });
  const ending = await runOf(town, dweller);
  await town.company.exchange.control('POST', account, { impersonation: { scope: null } });
  town.tell(`${town.nameOf(dweller)} is synchronized without the right to (${ending})`);
  return true;
};

/** The same wish comes twice or three times, as from a notification that is told again. */
export const runTwice: Happening = async (town) => {
  const dweller = town.someone();
  const wish = requestOf(town, dweller);
  await Promise.all([town.company.engine.enqueue(wish), runOf(town, dweller), runOf(town, dweller)]);
  town.tell(`${town.nameOf(dweller)} is synchronized twice at once`);
  return true;
};

export const trouble: readonly Weighted<Happening>[] = [
  { weight: 10, what: runInTrouble },
  { weight: 2, what: moveMailbox },
  { weight: 1, what: setClock },
  { weight: 2, what: wait },
  { weight: 1, what: runWithoutRight },
  { weight: 2, what: runTwice },
];
