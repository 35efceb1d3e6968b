import { type Activity, ActivityRefusedError } from '../../model/activity.ts';
import type { SideEntry } from '../../model/calendar-entry.ts';
import type { FieldName } from '../../model/fields.ts';
import type { Participant } from '../../model/participant.ts';
import { SideError } from '../../model/problem.ts';
import type { Window } from '../../model/time.ts';
import type { ChangePage, CreateRequest, DeleteRequest, Outcome, Side, UpdateRequest } from '../side.ts';
import type { ActivityRepository, SequenceState } from './activity-repository.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { type WorkspaceErrorCode, workspaceDetails, workspaceError } from './errors.ts';
import { handOver, newActivityOf, type People, updateOf } from './from-entry.ts';
import { STATUSES } from './people.ts';
import { isBackwards } from './times.ts';
import { type Perspective, sideEntryOf } from './to-entry.ts';

/** Activities in one page of changes. */
const PAGE = 500;

export interface WorkspaceSideOptions extends Perspective {
  readonly organizationId: string;
  readonly repository: ActivityRepository;
  /** Our clock, in milliseconds since the epoch. */
  readonly now?: () => number;
}

/** The activities of one user of the workspace as a side. */
export class WorkspaceSide implements Side {
  readonly name = 'activities';
  readonly cannotHold: ReadonlySet<FieldName> = new Set();
  /** The database is near: fewer and larger batches cost it less. */
  readonly writeBatch = 200;
  readonly #options: WorkspaceSideOptions;
  readonly #repository: ActivityRepository;
  #clockOffset = 0;

  constructor(options: WorkspaceSideOptions) {
    this.#options = options;
    this.#repository = options.repository;
  }

  async *changes(cursor: string | null, window: Window, signal: AbortSignal): AsyncIterable<ChangePage> {
    signal.throwIfAborted();
    const state = await this.#sequenceState();
    let after = cursor === null ? 0 : readCursor(this.#options, cursor, state);
    for (let last = false; !last; ) {
      signal.throwIfAborted();
      const within = cursor === null ? window : null;
      const page = await attempt(() => this.#repository.changes(after, within, PAGE));
      last = page.last;
      // What did not concern this user between the last page's entries and the state was told as well.
      after = last ? Math.max(page.sequence, state.current) : page.sequence;
      yield {
        entries: page.activities.map((activity) => this.#told(activity)),
        deleted: page.gone,
        left: page.left,
        unreadable: [],
        cursor: writeCursor(this.#options, after),
        last,
      };
    }
  }

  async read(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, SideEntry>> {
    signal.throwIfAborted();
    return this.#toldAll(await attempt(() => this.#repository.find(ids)));
  }

  async leftAmong(ids: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    signal.throwIfAborted();
    return attempt(() => this.#repository.left(ids));
  }

  async findByKeys(keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, SideEntry>> {
    signal.throwIfAborted();
    return this.#toldAll(await attempt(() => this.#repository.findByOrigin(keys)));
  }

  async create(
    requests: readonly CreateRequest[],
    signal: AbortSignal,
  ): Promise<readonly Outcome<SideEntry>[]> {
    signal.throwIfAborted();
    const sound = requests.filter((request) => faultOf(request) === null && !request.joins);
    const made = new Map<CreateRequest, Outcome<SideEntry>>();
    for (const request of requests)
      if (request.joins) made.set(request, await this.#join(request, request.joins));
    const people = await this.#people(sound.flatMap((request) => request.entry.participants));
    const outcomes = await this.#createSound(sound, people);
    for (const [index, outcome] of outcomes.entries()) made.set(sound[index] as CreateRequest, outcome);
    return requests.map(
      (request) => made.get(request) ?? refused(faultOf(request) ?? 'WORKSPACE_UNAVAILABLE'),
    );
  }

  async update(
    requests: readonly UpdateRequest[],
    signal: AbortSignal,
  ): Promise<readonly Outcome<SideEntry>[]> {
    signal.throwIfAborted();
    const before = await attempt(() => this.#repository.find(requests.map((request) => request.id)));
    const people = await this.#people(requests.flatMap((request) => request.patch.participants ?? []));
    const outcomes: Outcome<SideEntry>[] = [];
    for (const request of requests)
      outcomes.push(await this.#updateOne(request, before.get(request.id), people));
    return outcomes;
  }

  async delete(requests: readonly DeleteRequest[], signal: AbortSignal): Promise<readonly Outcome<null>[]> {
    signal.throwIfAborted();
    const outcomes: Outcome<null>[] = [];
    for (const { id, version, heirId, forAll = false } of requests) {
      const expected = version === null ? null : sequenceOf(version);
      const result = heirId
        ? await this.#handOver(id, expected, heirId)
        : await attempt(() => this.#repository.delete(id, expected, forAll));
      outcomes.push(result === 'stale' ? refused('WORKSPACE_STALE') : { ok: true, value: null });
    }
    return outcomes;
  }

  /** The owner leaves it to somebody else, instead of deleting what they go on with. */
  async #handOver(id: string, version: number | null, heirId: string) {
    const before = (await attempt(() => this.#repository.find([id]))).get(id);
    if (before?.ownerId !== this.#options.userId) return attempt(() => this.#repository.delete(id, version));
    return attempt(() => this.#repository.update({ id, version, change: handOver(before, heirId) }));
  }

  clockOffset(): number {
    return this.#clockOffset;
  }

  async close(): Promise<void> {}

  /** In one transaction where all are good; else each by itself, so that one does not stop the others. */
  async #createSound(requests: readonly CreateRequest[], people: People): Promise<Outcome<SideEntry>[]> {
    if (requests.length === 0) return [];
    const { userId } = this.#options;
    const self = requests.some(({ ownerId }) => ownerId)
      ? await attempt(() => this.#repository.self())
      : null;
    const wanted = requests.map(({ key, entry, ownerId = userId }) =>
      newActivityOf(key, entry, entry.activityType ?? '', ownerId, people, ownerId === userId ? null : self),
    );
    const made = await refusable(() => this.#repository.create(wanted));
    if (made.ok) return made.value.map((activity) => ({ ok: true, value: this.#told(activity) }));
    if (requests.length === 1) return [made];
    const outcomes: Outcome<SideEntry>[] = [];
    for (const request of requests) outcomes.push(...(await this.#createSound([request], people)));
    return outcomes;
  }

  /** Takes part in what stands there, and owns it where asked to. */
  async #join({ entry, ownerId }: CreateRequest, id: string): Promise<Outcome<SideEntry>> {
    const status = STATUSES[entry.ownAnswer ?? 'none'];
    const joined = await refusable(() => this.#repository.join(id, status));
    if (!joined.ok) return joined;
    if (joined.value === 'gone') return refused('WORKSPACE_GONE');
    if (joined.value === 'stale') return refused('WORKSPACE_STALE');
    const activity = joined.value;
    if (!ownerId || activity.ownerId === ownerId) return { ok: true, value: this.#told(activity) };
    const request = { id, version: String(activity.sequence), patch: {}, ownerId };
    return this.#updateOne(request, activity, new Map());
  }

  async #updateOne(
    { version, patch, ownerId }: UpdateRequest,
    before: Activity | undefined,
    people: People,
  ): Promise<Outcome<SideEntry>> {
    if (!before) return refused('WORKSPACE_GONE');
    if (patch.time && isBackwards(patch.time)) return refused('WORKSPACE_ENTRY_REFUSED', BACKWARDS);
    const update = updateOf(before, sequenceOf(version), patch, this.#options.userId, people, ownerId);
    const result = await refusable(() => this.#repository.update(update));
    if (!result.ok) return result;
    if (result.value === 'gone') return refused('WORKSPACE_GONE');
    if (result.value === 'stale') return refused('WORKSPACE_STALE');
    return { ok: true, value: this.#told(result.value) };
  }

  async #people(participants: readonly Participant[]): Promise<People> {
    const addresses = [...new Set(participants.map((participant) => participant.address.toLowerCase()))];
    return addresses.length === 0 ? new Map() : attempt(() => this.#repository.people(addresses));
  }

  async #sequenceState(): Promise<SequenceState> {
    const now = this.#options.now ?? Date.now;
    const asked = now();
    const state = await attempt(() => this.#repository.sequenceState());
    // The answer was given some time between the question and now.
    this.#clockOffset = Math.round(Date.parse(state.now) - (asked + now()) / 2);
    return state;
  }

  #told(activity: Activity): SideEntry {
    return sideEntryOf(activity, this.#options);
  }

  #toldAll(found: ReadonlyMap<string, Activity>): ReadonlyMap<string, SideEntry> {
    return new Map([...found].map(([key, activity]) => [key, this.#told(activity)]));
  }
}

const BACKWARDS = 'The entry ends before it starts.';

/** Why an entry cannot even be tried; null where it can. */
function faultOf({ entry }: CreateRequest): WorkspaceErrorCode | null {
  if (isBackwards(entry.time)) return 'WORKSPACE_ENTRY_REFUSED';
  return entry.activityType === null ? 'WORKSPACE_TYPE_MISSING' : null;
}

/** A version that is no number was never ours: no activity has it. */
function sequenceOf(version: string): number {
  return /^\d+$/.test(version) ? Number(version) : -1;
}

function refused(code: WorkspaceErrorCode, words?: string): { ok: false; error: SideError['details'] } {
  return { ok: false, error: workspaceDetails(code, words) };
}

/** What is refused for what it says is an outcome of that entry; all else fails the call. */
async function refusable<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await attempt(work) };
  } catch (error) {
    if (error instanceof ActivityRefusedError) return refused('WORKSPACE_ENTRY_REFUSED', error.message);
    throw error;
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SideError || error instanceof ActivityRefusedError) throw error;
    throw workspaceError('WORKSPACE_UNAVAILABLE', error);
  }
}
