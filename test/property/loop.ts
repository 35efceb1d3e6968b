/**
 * A small loop for the property tests: it executes plans as the real one must (an intention before each
 * create, what each side returned recorded at once, the cursor moved last) and keeps its store in memory.
 * It can be made to die before any of its steps.
 */
import type { SideEntry } from '../../src/model/calendar-entry.ts';
import type { Link, LinkEnd, SideName } from '../../src/model/link.ts';
import type { Observation, Plan, Step } from '../../src/model/plan.ts';
import type { SyncPolicy } from '../../src/model/policy.ts';
import { SideError } from '../../src/model/problem.ts';
import { reconcile } from '../../src/reconcile/reconcile.ts';
import type { MemorySide } from '../../src/sides/memory/memory-side.ts';
import { apply, type Intention, recover } from './apply.ts';

export const WINDOW = { from: '2026-01-01T00:00:00.000Z', to: '2028-01-01T00:00:00.000Z' };

export const POLICY: SyncPolicy = {
  conflicts: 'newest',
  participants: 'copies',
  defaultType: { id: 'type-meeting', category: 'CalendarEntry' },
  personalType: { id: 'type-personal', category: 'Personal' },
  deletionLimit: 1000,
  clockOffset: { activities: 0, mailbox: 0 },
};

/** Thrown where the test lets the process die. */
export class Crash extends Error {}

/** What outlives a crash. */
export interface LoopStore {
  links: Map<string, Link>;
  cursors: Record<SideName, string | null>;
  intentions: Map<string, Intention>;
  /** Entries to read again in the next run: set aside, left alone or held. */
  pending: Record<SideName, Set<string>>;
}

function emptyStore(): LoopStore {
  return {
    links: new Map(),
    cursors: { activities: null, mailbox: null },
    intentions: new Map(),
    pending: { activities: new Set(), mailbox: new Set() },
  };
}

export class Loop {
  readonly sides: Readonly<Record<SideName, MemorySide>>;
  store = emptyStore();
  policy: SyncPolicy;
  /** Whether a person approves every deletion; so it is where a test has no limit in mind. */
  isApproving: boolean;
  /** Called before each thing that the loop does; may throw `Crash` or edit the calendars meanwhile. */
  before: () => void = () => undefined;
  #made = 0;

  constructor(activities: MemorySide, mailbox: MemorySide, policy: Partial<SyncPolicy> = {}) {
    this.sides = { activities, mailbox };
    this.policy = { ...POLICY, ...policy };
    this.isApproving = policy.deletionLimit === undefined;
  }

  get signal(): AbortSignal {
    return new AbortController().signal;
  }

  /** A new key or id; counted, so that a failing seed fails again in the same way. */
  mint(what: string): string {
    this.#made += 1;
    return `${what}-${this.#made}`;
  }

  /** One run; answers the plan that it carried out. */
  async run(): Promise<Plan> {
    await recover(this);
    const activities = await this.#observe('activities');
    const mailbox = await this.#observe('mailbox');
    const links = [...this.store.links.values()];
    const { policy } = this;
    const observations = { activities: activities.observation, mailbox: mailbox.observation };
    const approved = new Set(this.isApproving ? links.map(({ id }) => id) : []);
    const watch = { approved, waiting: new Set<string>(), recent: 0, isOtherMailbox: false };
    const plan = reconcile({ links, ...observations, policy, window: WINDOW, watch });
    this.store.pending = { activities: new Set(), mailbox: new Set() };
    for (const step of plan.held) this.setAside(step);
    for (const step of plan.steps) await apply(this, step);
    this.before();
    this.store.cursors = { activities: activities.cursor, mailbox: mailbox.cursor };
    return plan;
  }

  /** Runs, surviving crashes and failures, until a run writes nothing; throws where that never comes. */
  async settle(most = 12): Promise<Plan[]> {
    const plans: Plan[] = [];
    while (plans.length < most) {
      const plan = await this.#survive();
      if (!plan) continue;
      plans.push(plan);
      if (writesNothing(plan) && this.store.intentions.size === 0) return plans;
    }
    throw new Error(`still writing after ${most} runs: ${describePlan(plans.at(-1))}`);
  }

  /** Switching off and on again forgets everything. */
  offAndOn(): void {
    this.store = emptyStore();
  }

  /** Remembers to read the entries of a step again in the next run. */
  setAside(step: Step): void {
    const { activities, mailbox } = this.store.pending;
    const link = 'link' in step ? step.link : null;
    const ends = [link?.activity.id, 'activity' in step ? step.activity?.id : null];
    const items = [link?.mailbox.id, 'item' in step ? step.item?.id : null];
    for (const id of ends) if (id) activities.add(id);
    for (const id of items) if (id) mailbox.add(id);
    if (step.kind === 'leaveAlone') for (const one of step.entries) this.store.pending[step.side].add(one.id);
  }

  async #survive(): Promise<Plan | null> {
    // What was pending stays so when a run dies before its cursor moved.
    const pending = this.store.pending;
    try {
      return await this.run();
    } catch (error) {
      if (!(error instanceof Crash) && !(error instanceof SideError)) throw error;
      for (const side of ['activities', 'mailbox'] as const)
        for (const id of pending[side]) this.store.pending[side].add(id);
      return null;
    }
  }

  async #observe(name: SideName): Promise<{ observation: Observation; cursor: string }> {
    this.before();
    try {
      return await this.#read(name, this.store.cursors[name]);
    } catch (error) {
      if (!(error instanceof SideError) || error.details.kind !== 'resync') throw error;
      return this.#read(name, null);
    }
  }

  async #read(name: SideName, from: string | null): Promise<{ observation: Observation; cursor: string }> {
    const entries = new Map<string, SideEntry>();
    const deleted = new Set<string>();
    let cursor = '';
    for await (const page of this.sides[name].changes(from, WINDOW, this.signal)) {
      for (const entry of page.entries) {
        entries.set(entry.id, entry);
        deleted.delete(entry.id);
      }
      for (const id of page.deleted) {
        deleted.add(id);
        entries.delete(id);
      }
      cursor = page.cursor;
    }
    const asked = this.#unheardOf(name, from === null).filter((id) => !entries.has(id) && !deleted.has(id));
    const found = await this.sides[name].read(asked, this.signal);
    for (const id of asked) {
      const entry = found.get(id);
      if (entry) entries.set(id, entry);
      else deleted.add(id);
    }
    return { observation: { entries, deleted, complete: from === null }, cursor };
  }

  /** Ids to ask for by name: what is pending, and after a lost cursor everything linked. */
  #unheardOf(name: SideName, complete: boolean): string[] {
    const end = (link: Link): LinkEnd => (name === 'activities' ? link.activity : link.mailbox);
    const linked = complete ? [...this.store.links.values()].map((link) => end(link).id) : [];
    return [...this.store.pending[name], ...linked];
  }
}

/** Whether carrying out a plan leaves both calendars as they are. */
export function writesNothing(plan: Plan): boolean {
  return plan.steps.every(({ kind }) => kind === 'record' || kind === 'unlink' || kind === 'leaveAlone');
}

function describePlan(plan: Plan | undefined): string {
  return JSON.stringify(
    plan?.steps.filter(({ kind }) => kind !== 'record' && kind !== 'leaveAlone').slice(0, 3),
  );
}
