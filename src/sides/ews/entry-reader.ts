import type { SideEntry } from '../../model/calendar-entry.ts';
import { type ErrorDetails, SideError } from '../../model/problem.ts';
import { BatchSize, inBatches } from './batch.ts';
import type { EwsClient, ItemOutcome, Mailbox } from './client.ts';
import type { MappingContext } from './mapping/context.ts';
import { readEntry } from './mapping/entry.ts';
import { type ExceptionItems, exceptionIds, isSeriesMaster } from './mapping/recurrence.ts';
import { PROBE_KEY } from './mark.ts';
import { getItemProperties, getItems, READ_BATCH } from './operations/get-item.ts';
import { idOf } from './operations/item-id.ts';
import type { Operation } from './operations/operation.ts';
import { fieldUri } from './properties.ts';
import type { RetryPolicy } from './retry.ts';
import type { XmlElement } from './xml-element.ts';

export interface Readings {
  /** By the id that was asked for. */
  readonly entries: ReadonlyMap<string, SideEntry>;
  /** There, but not to be normalised; ids that are gone are in neither. */
  readonly unreadable: readonly { readonly id: string; readonly error: ErrorDetails }[];
}

const EXCEPTION_FIELDS = [
  'item:Subject',
  'calendar:Start',
  'calendar:End',
  'calendar:IsAllDayEvent',
  'calendar:Location',
];

/** Reads whole entries of one mailbox by id, series with their exceptions. */
export class EntryReader {
  readonly #client: EwsClient;
  readonly #mailbox: Mailbox;
  readonly #context: MappingContext;
  readonly #policy: RetryPolicy;
  readonly #size = new BatchSize(READ_BATCH);

  constructor(client: EwsClient, mailbox: Mailbox, context: MappingContext, policy: RetryPolicy) {
    this.#client = client;
    this.#mailbox = mailbox;
    this.#context = context;
    this.#policy = policy;
  }

  /** Throws SideError when the mailbox cannot be read at all; one bad entry only lands among `unreadable`. */
  async read(ids: readonly string[], signal: AbortSignal): Promise<Readings> {
    const entries = new Map<string, SideEntry>();
    const unreadable: { id: string; error: ErrorDetails }[] = [];
    // Batch by batch to the end, so that only one batch of items stands in memory as XML.
    for (let at = 0; at < ids.length; at += READ_BATCH)
      await this.#readBatch(ids.slice(at, at + READ_BATCH), signal, entries, unreadable);
    return { entries, unreadable };
  }

  async #readBatch(
    ids: readonly string[],
    signal: AbortSignal,
    entries: Map<string, SideEntry>,
    unreadable: { id: string; error: ErrorDetails }[],
  ): Promise<void> {
    const { hasZoneDefinitions } = this.#context.traits;
    const items = await this.items(ids, (batch) => getItems(batch, hasZoneDefinitions), signal, unreadable);
    const exceptions = await this.#exceptions([...items.values()], signal);
    for (const [id, item] of items) {
      const entry = normalise(item, exceptions, this.#context);
      if (!entry.ok) unreadable.push({ id, error: entry.error });
      else if (!entry.value.key?.startsWith(PROBE_KEY)) entries.set(id, entry.value);
    }
  }

  /** Calendar items by id as `operation` reads them; what else may stand in the folder is left out. */
  async items(
    ids: readonly string[],
    operation: (batch: readonly string[]) => Operation<XmlElement>,
    signal: AbortSignal,
    unreadable: { id: string; error: ErrorDetails }[] = [],
  ): Promise<Map<string, XmlElement>> {
    const options = { size: this.#size, signal, policy: this.#policy, repeatable: true };
    const outcomes = await inBatches(ids, options, (batch) =>
      this.#client.call(operation(batch), this.#mailbox, signal),
    );
    const items = new Map<string, XmlElement>();
    outcomes.forEach((outcome, index) => {
      const id = ids[index] ?? '';
      if (outcome.ok && outcome.value.name === 'CalendarItem') items.set(id, outcome.value);
      const error = failureOfOne(outcome);
      if (error) unreadable.push({ id, error });
    });
    return items;
  }

  /** The changed occurrences of all series among the items, by their own ids. */
  async #exceptions(items: readonly XmlElement[], signal: AbortSignal): Promise<ExceptionItems> {
    const ids = items.filter(isSeriesMaster).flatMap(exceptionIds);
    const zones = this.#context.traits.hasZoneDefinitions ? ['calendar:StartTimeZone'] : [];
    const paths = [...EXCEPTION_FIELDS, ...zones].map(fieldUri);
    return await this.items(ids, (batch) => getItemProperties(batch, paths), signal);
  }
}

/** The change key under which each item stands now; ids that are gone are missing. */
export function changeKeys(items: ReadonlyMap<string, XmlElement>): Map<string, string> {
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

/** What makes one item unreadable; null when it was read or is gone. Throws what concerns the whole mailbox. */
function failureOfOne(outcome: ItemOutcome<XmlElement>): ErrorDetails | null {
  if (outcome.ok || outcome.error.kind === 'gone') return null;
  if (outcome.error.kind === 'entry') return outcome.error;
  // One entry alone is more than we take, or breaks the answer: asking for it again will not help.
  if (ALONE_UNREADABLE.has(outcome.error.code)) return { ...outcome.error, kind: 'entry' };
  throw new SideError(outcome.error);
}

const ALONE_UNREADABLE = new Set(['EWS_ANSWER_TOO_LARGE', 'EWS_MALFORMED_XML', 'EWS_ANSWER_TOO_DEEP']);
