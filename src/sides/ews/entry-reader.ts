import type { SideEntry } from '../../model/calendar-entry.ts';
import { type ErrorDetails, SideError } from '../../model/problem.ts';
import { atOnce } from './at-once.ts';
import { BatchSize, inBatches } from './batch.ts';
import type { EwsClient, ItemOutcome, Mailbox } from './client.ts';
import { withOccurrenceVersion } from './entry-version.ts';
import { EXCHANGE_HABITS, type ServerHabits } from './habits.ts';
import { itemsById, type Unreadable } from './items-by-id.ts';
import type { MappingContext } from './mapping/context.ts';
import { readEntry } from './mapping/entry.ts';
import type { ExceptionItems } from './mapping/exception.ts';
import { isGuestCopy } from './mapping/people.ts';
import { exceptionIds, isSeriesMaster } from './mapping/recurrence.ts';
import { PROBE_KEY } from './mark.ts';
import {
  type BodyType,
  getExceptions,
  getItemProperties,
  getItems,
  READ_BATCH,
} from './operations/get-item.ts';
import { idOf } from './operations/item-id.ts';
import type { Operation } from './operations/operation.ts';
import type { ItemRef, OccurrenceId } from './operations/shape.ts';
import type { RetryPolicy } from './retry.ts';
import { readUnfinished } from './series/unfinished.ts';
import { TRANSPORT_LIMITS } from './transport.ts';
import type { XmlElement } from './xml-element.ts';

export interface Readings {
  /** By the id that was asked for. */
  readonly entries: ReadonlyMap<string, SideEntry>;
  /** There, but not to be normalised; ids that are gone are in neither. */
  readonly unreadable: readonly Unreadable[];
}

/** Finishes series that a writer left half done; gives what keeps one from being finished. */
export type Finisher = (
  items: readonly XmlElement[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, ErrorDetails>>;

/** Reads whole entries of one mailbox by id, series with their exceptions. */
export class EntryReader {
  readonly #client: EwsClient;
  readonly #mailbox: Mailbox;
  readonly #context: MappingContext;
  readonly #policy: RetryPolicy;
  readonly #size = new BatchSize(READ_BATCH);
  /** The form in which this server gives bodies. */
  readonly bodyType: BodyType;
  readonly #habits: ServerHabits;
  /** Set once both are made: finishing needs reading, and reading finishing. */
  finisher: Finisher = async () => new Map();

  constructor(
    client: EwsClient,
    mailbox: Mailbox,
    context: MappingContext,
    policy: RetryPolicy,
    habits: ServerHabits = EXCHANGE_HABITS,
  ) {
    this.bodyType = habits.bestBodyIsEmpty ? 'HTML' : 'Best';
    this.#habits = habits;
    this.#client = client;
    this.#mailbox = mailbox;
    this.#context = context;
    this.#policy = policy;
  }

  /**
   * Throws SideError when the mailbox cannot be read at all; one bad entry only lands among `unreadable`. A series
   * that a writer left half done is finished first. `beside` names occurrences that are known to be changed, so
   * that they come in the same request as their series.
   */
  async read(
    ids: readonly string[],
    signal: AbortSignal,
    beside: readonly OccurrenceId[] = [],
  ): Promise<Readings> {
    return await this.#readAll(ids, signal, beside, async (items, unreadable) => {
      // A note that travelled into a guest's copy of a meeting is not ours to act upon.
      const unfinished = [...items.values()].filter(
        (item) => readUnfinished(item) !== null && !isGuestCopy(item),
      );
      if (unfinished.length === 0) return items;
      const failed = await this.finisher(unfinished, signal);
      unreadable.push(...[...failed].map(([id, error]) => ({ id, error })));
      const done = new Set(unfinished.map((item) => idOf(item).id));
      const again = [...items].filter(([, item]) => done.has(idOf(item).id)).map(([id]) => id);
      const now = await this.items(again, (batch) => this.#whole(batch), signal, unreadable);
      return new Map([...items, ...now].filter(([, item]) => !failed.has(idOf(item).id)));
    });
  }

  /** The same, half-done series as they stand. */
  async readAsTheyStand(ids: readonly string[], signal: AbortSignal): Promise<Readings> {
    return await this.#readAll(ids, signal, [], async (items) => items);
  }

  /** The change key of each entry as it stands now; ids that are gone are missing. */
  async changeKeys(ids: readonly string[], signal: AbortSignal): Promise<Map<string, string>> {
    return changeKeys(await this.items(ids, (batch) => getItemProperties(batch, []), signal));
  }

  async #readAll(
    ids: readonly string[],
    signal: AbortSignal,
    beside: readonly OccurrenceId[],
    settle: (items: Map<string, XmlElement>, unreadable: Unreadable[]) => Promise<Map<string, XmlElement>>,
  ): Promise<Readings> {
    const unreadable: Unreadable[] = [];
    const masters = new Map<string, XmlElement>();
    const occurrences = new Map<string, XmlElement>();
    const entries = new Map<string, SideEntry>();
    const take = (items: Iterable<[string, XmlElement]>, exceptions: ExceptionItems) => {
      for (const [id, item] of items) {
        const entry = normalise(item, exceptions, this.#context);
        if (!entry.ok) unreadable.push({ id, error: entry.error });
        else if (!entry.value.key?.startsWith(PROBE_KEY)) entries.set(id, this.#versioned(entry.value));
      }
    };
    // Single entries are done with at once: only series stay in memory as XML, until their exceptions are known.
    await atOnce(inParts(ids, READ_BATCH), TRANSPORT_LIMITS.perMailbox, async (batch) => {
      const known = beside.filter(({ masterId }) => batch.includes(masterId));
      const found = await this.#fetch(batch, known, signal, unreadable);
      for (const [id, item] of found.occurrences) occurrences.set(id, item);
      const items = [...(await settle(found.items, unreadable))];
      for (const [id, item] of items) if (isSeriesMaster(item)) masters.set(id, item);
      take(
        items.filter(([, item]) => !isSeriesMaster(item)),
        occurrences,
      );
    });
    take(masters, await this.#exceptions([...masters.values()], occurrences, signal));
    return { entries: inOrderOf(ids, entries), unreadable };
  }

  #versioned(entry: SideEntry): SideEntry {
    return this.#habits.masterKeyIsStill ? withOccurrenceVersion(entry) : entry;
  }

  #whole(batch: readonly (string | ItemRef)[]): Operation<XmlElement> {
    return getItems(batch, this.#context.traits.hasZoneDefinitions, this.bodyType);
  }

  /** Entries, and beside them occurrences by their own ids; an occurrence that is not there is left out. */
  async #fetch(
    ids: readonly string[],
    beside: readonly OccurrenceId[],
    signal: AbortSignal,
    unreadable: Unreadable[],
  ): Promise<{ items: Map<string, XmlElement>; occurrences: Map<string, XmlElement> }> {
    const outcomes = await this.#outcomes([...ids, ...beside], (batch) => this.#whole(batch), signal);
    const items = itemsById(ids, outcomes, unreadable);
    const told = outcomes.slice(ids.length).flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
    return { items, occurrences: new Map(told.map((item) => [idOf(item).id, item])) };
  }

  /** Calendar items by id as `operation` reads them; what else may stand in the folder is left out. */
  async items(
    ids: readonly string[],
    operation: (batch: readonly string[]) => Operation<XmlElement>,
    signal: AbortSignal,
    unreadable: Unreadable[] = [],
  ): Promise<Map<string, XmlElement>> {
    return itemsById(ids, await this.#outcomes(ids, operation, signal), unreadable);
  }

  #outcomes<R extends string | ItemRef>(
    refs: readonly R[],
    operation: (batch: readonly R[]) => Operation<XmlElement>,
    signal: AbortSignal,
  ): Promise<ItemOutcome<XmlElement>[]> {
    const options = { size: this.#size, signal, policy: this.#policy, repeatable: true };
    return inBatches(refs, options, (batch) => this.#client.call(operation(batch), this.#mailbox, signal));
  }

  /** The changed occurrences of all series among the items, by their own ids; those that are known are not asked. */
  async #exceptions(
    items: readonly XmlElement[],
    known: ExceptionItems,
    signal: AbortSignal,
  ): Promise<ExceptionItems> {
    const ids = items.flatMap(exceptionIds);
    const { hasZoneDefinitions } = this.#context.traits;
    const missing = ids.filter((id) => !known.has(id));
    const read = await this.items(
      missing,
      (batch) => getExceptions(batch, hasZoneDefinitions, this.bodyType),
      signal,
    );
    return new Map([...known, ...read]);
  }
}

function inParts(ids: readonly string[], size: number): (readonly string[])[] {
  const parts = Array.from({ length: Math.ceil(ids.length / size) }, (_, index) => index * size);
  return parts.map((at) => ids.slice(at, at + size));
}

function inOrderOf(
  ids: readonly string[],
  entries: ReadonlyMap<string, SideEntry>,
): ReadonlyMap<string, SideEntry> {
  return new Map(
    ids.flatMap((id) => {
      const entry = entries.get(id);
      return entry ? [[id, entry]] : [];
    }),
  );
}

/** The change key under which each item stands now; ids that are gone are missing. */
function changeKeys(items: ReadonlyMap<string, XmlElement>): Map<string, string> {
  return new Map([...items].map(([id, item]) => [id, idOf(item).changeKey]));
}

function normalise(
  item: XmlElement,
  exceptions: ExceptionItems,
  context: MappingContext,
): ItemOutcome<SideEntry> {
  try {
    return { ok: true, value: readEntry(item, exceptions, context) };
  } catch (error) {
    if (error instanceof SideError && error.details.kind === 'entry')
      return { ok: false, error: error.details };
    throw error;
  }
}
