/**
 * How many pairs a second reconcile plans on one core. Prints one line of JSON:
 * `noop` every pair told again, nothing changed; `noopNewVersions` the same under new versions, so that every
 * field is compared; `onePercent` one pair of a hundred changed on one side;
 * `allChanged` every pair changed, on alternating sides; `firstMatch` no links yet, every entry has its twin.
 */
import type { CalendarEntry, SideEntry } from '../src/model/calendar-entry.ts';
import type { Link } from '../src/model/link.ts';
import type { Observation, Plan, ReconcileInput } from '../src/model/plan.ts';
import { instantFromMillis } from '../src/model/time.ts';
import { reconcile } from '../src/reconcile/reconcile.ts';

const PAIRS = 50_000;
const ROUNDS = 9;
const START = Date.parse('2026-12-01T08:00:00Z');

function entryOf(n: number): CalendarEntry {
  const start = START + n * 900_000;
  return {
    subject: `Meeting number ${n}`,
    time: {
      kind: 'timed',
      start: instantFromMillis(start),
      end: instantFromMillis(start + 1_800_000),
      zone: 'Europe/Helsinki',
    },
    location: `Room ${n % 40}`,
    text: `Agenda of meeting ${n}\n\nFirst the figures, then coffee.`,
    html: null,
    isPrivate: false,
    busy: 'busy',
    activityType: null,
    categories: [],
    reminder: null,
    participants: [
      { address: `guest${n % 99}@esimerkki.example`, name: 'Guest', role: 'required', answer: 'none' },
    ],
    recurrence: null,
  };
}

/** As a side tells it: parsed anew, so nothing is shared with what is remembered. */
function told(id: string, version: string, entry: CalendarEntry): SideEntry {
  return {
    id,
    version,
    uid: id.startsWith('m') ? `uid-${id}` : null,
    key: null,
    markedUid: null,
    entry: structuredClone(entry),
    modified: '2026-11-24T10:00:00.000Z',
    standing: 'owner',
    isCancelled: false,
    category: 'CalendarEntry',
    mayCross: true,
  };
}

function observe(
  prefix: string,
  version: string,
  edit: (n: number) => Partial<CalendarEntry> | null,
): Observation {
  const entries = new Map<string, SideEntry>();
  for (let n = 0; n < PAIRS; n += 1) {
    const edited = edit(n);
    const entry = told(`${prefix}${n}`, edited ? 'v2' : version, { ...entryOf(n), ...edited });
    entries.set(entry.id, entry);
  }
  return { entries, deleted: new Set(), complete: true };
}

const LINKS: readonly Link[] = Array.from({ length: PAIRS }, (_, n) => ({
  id: `link-${n}`,
  userId: 'user',
  key: null,
  uid: `uid-m${n}`,
  origin: 'mailbox',
  activity: { id: `a${n}`, version: 'v1', base: entryOf(n) },
  mailbox: { id: `m${n}`, version: 'v1', base: entryOf(n) },
}));

function input(links: readonly Link[], activities: Observation, mailbox: Observation): ReconcileInput {
  return {
    links,
    activities,
    mailbox,
    policy: {
      conflicts: 'newest',
      participants: 'copies',
      defaultType: { id: 'meeting', category: 'CalendarEntry' },
      personalType: { id: 'personal', category: 'Personal' },
      deletionLimit: 100,
      clockOffset: { activities: 0, mailbox: 0 },
    },
    window: { from: '2026-01-01T00:00:00.000Z', to: '2040-01-01T00:00:00.000Z' },
  };
}

interface Rate {
  /** Pairs a second by the clock on the wall. */
  readonly wall: number;
  /** Pairs a second of processor time: the same on a machine that is busy with other things. */
  readonly cpu: number;
}

/** The best of the rounds; the check keeps the measured work honest. */
function measure(given: ReconcileInput, isRight: (plan: Plan) => boolean): Rate {
  const best = { wall: 0, cpu: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = { wall: performance.now(), cpu: process.threadCpuUsage().user / 1000 };
    const plan = reconcile(given);
    const wall = performance.now() - begun.wall;
    const cpu = process.threadCpuUsage().user / 1000 - begun.cpu;
    if (!isRight(plan)) throw new Error('the plan is not what this case calls for');
    best.wall = Math.max(best.wall, Math.round((PAIRS * 1000) / wall));
    best.cpu = Math.max(best.cpu, Math.round((PAIRS * 1000) / cpu));
  }
  return best;
}

const edited = (n: number) => ({ subject: `Changed meeting ${n}` });
const never = () => null;
const count = (plan: Plan, kind: string) => plan.steps.filter((step) => step.kind === kind).length;

const same = observe('a', 'v1', never);
const sameItems = observe('m', 'v1', never);
const figures = {
  noop: measure(input(LINKS, same, sameItems), (plan) => plan.steps.length === 0),
  noopNewVersions: measure(
    input(LINKS, observe('a', 'v2', never), observe('m', 'v2', never)),
    (plan) => count(plan, 'record') === PAIRS,
  ),
  onePercent: measure(
    input(
      LINKS,
      same,
      observe('m', 'v1', (n) => (n % 100 === 0 ? edited(n) : null)),
    ),
    (plan) => count(plan, 'update') === PAIRS / 100,
  ),
  allChanged: measure(
    input(
      LINKS,
      observe('a', 'v2', (n) => (n % 2 === 0 ? edited(n) : null)),
      observe('m', 'v2', (n) => (n % 2 === 1 ? edited(n) : null)),
    ),
    (plan) => count(plan, 'update') === PAIRS,
  ),
  firstMatch: measure(input([], same, sameItems), (plan) => count(plan, 'match') === PAIRS),
};
process.stdout.write(
  `${JSON.stringify({ bench: 'reconcile', unit: 'pairs/s', pairs: PAIRS, ...figures })}\n`,
);
