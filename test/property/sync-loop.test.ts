import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MemoryOperation } from '../../src/sides/memory/memory-faults.ts';
import { Died } from '../fixtures/memory-ledger.ts';
import { anEntry, MemoryMailbox, TEST_POLICY } from '../fixtures/memory-mailbox.ts';

/** The seed of a failure is in fast-check's own message; it is printed for every run besides. */
const seed = Number(process.env.TAHTI_SEED ?? Date.now() % 2 ** 31);

type Event =
  | {
      readonly kind: 'create' | 'edit' | 'delete';
      readonly side: 'activities' | 'mailbox';
      readonly pick: number;
    }
  | { readonly kind: 'run' | 'loseCursors' | 'moveMailbox' | 'wantBack' }
  /** The process dies at the numbered record. */
  | { readonly kind: 'runAndDie'; readonly at: number }
  | {
      readonly kind: 'runWithFault';
      readonly operation: MemoryOperation;
      readonly nth: number;
      readonly when: 'before' | 'after';
      readonly error: 'retry' | 'entry' | 'stale';
      readonly side: 'activities' | 'mailbox';
    };

const side = fc.constantFrom('activities' as const, 'mailbox' as const);
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('create' as const, 'edit', 'delete'),
      side,
      pick: fc.nat(20),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('run' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('loseCursors' as const, 'moveMailbox') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wantBack' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('runAndDie' as const), at: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('runWithFault' as const),
      operation: fc.constantFrom<MemoryOperation>(
        'changes',
        'read',
        'findByKeys',
        'create',
        'update',
        'delete',
      ),
      nth: fc.integer({ min: 1, max: 4 }),
      when: fc.constantFrom('before' as const, 'after'),
      error: fc.constantFrom('retry' as const, 'entry', 'stale'),
      side,
    }),
  },
);

/** Few enough that deletions wait again and again; a person decides before the next run. */
const LIMIT = 1;

/** What people did: the subjects that must stand on both sides in the end, whatever happened on the way. */
class World {
  readonly one = new MemoryMailbox();
  readonly wanted = new Set<string>();
  readonly touched = new Set<string>();
  #made = 0;
  #edits = 0;
  #isWantedBack = false;

  async happen(event: Event): Promise<void> {
    switch (event.kind) {
      case 'create':
        return this.#create(event.side);
      case 'edit':
        return this.#edit(event.side, event.pick);
      case 'delete':
        return this.#delete(event.side, event.pick);
      case 'loseCursors':
        return this.one.mailbox.calendar.loseCursors();
      case 'moveMailbox':
        return this.one.mailbox.calendar.move();
      case 'wantBack':
        return this.#wantBack();
      case 'run':
        return this.run();
      case 'runAndDie':
        return this.run(event.at);
      case 'runWithFault':
        this.#arm(event);
        await this.run();
        this.one[event.side].faults.clear();
    }
  }

  async run(dieAt = 0): Promise<void> {
    this.one.now += 7 * 3600_000;
    let left = dieAt;
    const policy = { ...TEST_POLICY, deletionLimit: LIMIT };
    const dies = () => --left === 0;
    if (!this.#isWantedBack) this.one.decide('approve');
    this.#isWantedBack = false;
    await this.one.run({ policy }, dieAt > 0 ? dies : undefined).catch((error) => {
      if (!(error instanceof Died)) throw error;
    });
  }

  /** What waits is to be made again in the next run, instead of being deleted. */
  #wantBack(): void {
    this.one.decide('restore');
    this.#isWantedBack = true;
    for (const { subject } of this.one.state.held.values()) this.touched.add(subject);
  }

  #create(side: 'activities' | 'mailbox'): void {
    const subject = `Entry ${++this.#made}`;
    this.one[side].calendar.create(anEntry(subject, this.#made));
    this.wanted.add(subject);
  }

  #pick(side: 'activities' | 'mailbox', pick: number) {
    const stands = this.one[side].calendar.list();
    return stands[pick % Math.max(1, stands.length)];
  }

  /** An edit leaves the subject alone: it is how the test knows an entry again. */
  #edit(side: 'activities' | 'mailbox', pick: number): void {
    const entry = this.#pick(side, pick);
    if (!entry) return;
    this.one.now += 1000;
    this.one[side].calendar.update(entry.id, { location: `Place ${++this.#edits}` });
    this.touched.add(entry.entry.subject);
  }

  #delete(side: 'activities' | 'mailbox', pick: number): void {
    const entry = this.#pick(side, pick);
    if (!entry) return;
    this.one[side].calendar.delete(entry.id);
    // An edit beats a deletion, so an entry that was ever edited may rightly come back.
    this.wanted.delete(entry.entry.subject);
    // A copy that was deleted before anything knew of it (the process had died) is made again.
    const isKnown = [...this.one.state.links.values()].some((link) => {
      return link.activity.id === entry.id || link.mailbox.id === entry.id;
    });
    if (entry.key !== null && !isKnown) this.touched.add(entry.entry.subject);
  }

  #arm(event: Extract<Event, { kind: 'runWithFault' }>): void {
    const { operation, nth, when } = event;
    const isWrite = operation === 'create' || operation === 'update' || operation === 'delete';
    // Only a write has items; an entry that is refused was not done.
    const kind = isWrite ? event.error : 'retry';
    const scope = kind === 'retry' ? 'call' : 'item';
    this.one[event.side].faults.arm({
      operation,
      nth,
      when: kind === 'retry' ? when : 'before',
      scope,
      error: { kind },
    });
  }
}

it('whatever people, servers and crashes do, both calendars end the same, with nothing lost or doubled', async () => {
  console.info(`sync-loop seed ${seed}`);
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 40 }), async (events) => {
      const world = new World();
      for (const event of events) await world.happen(event);
      for (let n = 0; n < 4; n++) await world.run();
      const { one, wanted, touched } = world;
      const [ours, theirs] = [one.subjects('activities'), one.subjects('mailbox')];
      expect(ours).toEqual(theirs);
      expect(new Set(ours).size).toBe(ours.length);
      for (const subject of wanted) expect(ours).toContain(subject);
      for (const subject of ours) expect(wanted.has(subject) || touched.has(subject)).toBe(true);
      const places = (side: 'activities' | 'mailbox') =>
        one[side].calendar
          .list()
          .map(({ entry }) => `${entry.subject}: ${entry.location}`)
          .sort();
      expect(places('activities')).toEqual(places('mailbox'));
      expect(one.state.problems.size).toBe(0);
      const before = [one.activities.calendar.latest, one.mailbox.calendar.latest, one.state.stories.length];
      await world.run();
      expect([one.activities.calendar.latest, one.mailbox.calendar.latest, one.state.stories.length]).toEqual(
        before,
      );
    }),
    { seed, numRuns: Number(process.env.TAHTI_RUNS ?? 400) },
  );
});
