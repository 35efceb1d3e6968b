/** Samples for the unit tests of this room: entries, links, observations and a whole input. */
import type { CalendarEntry, SideEntry } from '../model/calendar-entry.ts';
import type { Link } from '../model/link.ts';
import type { Observation, ReconcileInput, Step } from '../model/plan.ts';
import type { SyncPolicy } from '../model/policy.ts';
import type { EntryTime } from '../model/time.ts';
import { type MergeRules, mergeRules } from './run-view.ts';

export const POLICY: SyncPolicy = {
  conflicts: 'newest',
  participants: 'copies',
  defaultType: { id: 'type-meeting', category: 'CalendarEntry' },
  personalType: { id: 'type-personal', category: 'Personal' },
  deletionLimit: 10,
  clockOffset: { activities: 0, mailbox: 0 },
};

export function timed(start: string, end: string, zone = 'Europe/Helsinki'): EntryTime {
  return { kind: 'timed', start: `${start}:00.000Z`, end: `${end}:00.000Z`, zone };
}

export function entry(fields: Partial<CalendarEntry> = {}): CalendarEntry {
  return {
    subject: 'Budget review',
    time: timed('2026-12-01T08:00', '2026-12-01T09:00'),
    location: 'Room 4',
    text: 'Bring the figures.',
    html: null,
    isPrivate: false,
    busy: 'busy',
    activityType: null,
    categories: [],
    reminder: null,
    participants: [],
    recurrence: null,
    ...fields,
  };
}

type Facts = Partial<Omit<SideEntry, 'entry'>>;

const FACTS = {
  version: 'v2',
  key: null,
  markedUid: null,
  modified: '2026-11-24T10:00:00.000Z',
  standing: 'owner',
  isCancelled: false,
  mayCross: true,
} as const;

/** An activity as its side tells it: version `v2`, so that it differs from what links remember. */
export function activity(fields: Partial<CalendarEntry> = {}, facts: Facts = {}): SideEntry {
  const told = entry({ activityType: 'type-meeting', ...fields });
  return { ...FACTS, id: 'a1', uid: null, category: 'CalendarEntry', entry: told, ...facts };
}

/** A mailbox entry as its side tells it: version `v2`. */
export function item(fields: Partial<CalendarEntry> = {}, facts: Facts = {}): SideEntry {
  return { ...FACTS, id: 'm1', uid: 'uid-m1', category: null, entry: entry(fields), ...facts };
}

/** A link that remembers version `v1` of `a1` and `m1`, each equal to the sample. */
export function link(changes: Partial<Link> = {}): Link {
  return {
    id: 'link-1',
    userId: 'user',
    key: null,
    uid: 'uid-m1',
    origin: 'mailbox',
    activity: { id: 'a1', version: 'v1', base: entry({ activityType: 'type-meeting' }) },
    mailbox: { id: 'm1', version: 'v1', base: entry() },
    ...changes,
  };
}

export function observed(
  entries: readonly SideEntry[] = [],
  more: { deleted?: readonly string[]; complete?: boolean } = {},
): Observation {
  return {
    entries: new Map(entries.map((one) => [one.id, one])),
    deleted: new Set(more.deleted),
    complete: more.complete ?? false,
  };
}

export function input(given: Partial<ReconcileInput> = {}): ReconcileInput {
  return {
    links: [],
    activities: observed(),
    mailbox: observed(),
    policy: POLICY,
    window: { from: '2026-11-01T00:00:00.000Z', to: '2027-11-01T00:00:00.000Z' },
    ...given,
  };
}

export function rules(policy: Partial<SyncPolicy> = {}): MergeRules {
  return mergeRules(input({ policy: { ...POLICY, ...policy } }));
}

/** The one step of a kind; throws where there is none or more than one. */
export function only<K extends Step['kind']>(steps: readonly Step[], kind: K): Extract<Step, { kind: K }> {
  const found = steps.filter((step): step is Extract<Step, { kind: K }> => step.kind === kind);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} steps of kind ${kind}, not one`);
  return found[0];
}
