import type { BusyStatus, CalendarEntry, EntryPatch, SideEntry } from '../../src/model/calendar-entry.ts';
import { FIELDS, type FieldName } from '../../src/model/fields.ts';
import type { ErrorKind } from '../../src/model/problem.ts';
import type { Window } from '../../src/model/time.ts';
import type { Outcome, Side } from '../../src/sides/side.ts';
import type { OccurrenceField } from './series-samples.ts';

/** The same calendar as somebody who is not Tahti sees and edits it: a phone, Outlook, the web page. */
export interface OtherClient {
  /** Makes an entry and answers the id that the side will tell. */
  create(entry: CalendarEntry): Promise<string>;
  update(id: string, patch: EntryPatch): Promise<void>;
  delete(id: string): Promise<void>;
  /** All that stands in the calendar, whatever its time. */
  list(): Promise<readonly { readonly id: string; readonly entry: CalendarEntry }[]>;
}

/** What a side's own nature makes different; each is declared, so that no test is passed over in silence. */
export interface SideTraits {
  /** `instantsOnly`: the server forgets the zone in which an entry was planned and answers its own. */
  readonly zones: 'kept' | 'instantsOnly';
  /** `fixedAtCreation`: an entry's privacy cannot change later; an update of it is answered unchanged. */
  readonly privacy: 'changes' | 'fixedAtCreation';
  /** `foundByKeys`: the server takes a second create; the caller asks `findByKeys` before it repeats one. */
  readonly repeatedCreate: 'answersTheFirst' | 'foundByKeys';
  /** Busy words that the server knows; it keeps the time of others taken under another word. */
  readonly busyWords: readonly BusyStatus[];
  /** Characters of subject that are kept at least. */
  readonly subjectLength: number;
  /** What one occurrence of a series can have of its own. */
  readonly occurrenceFields: readonly OccurrenceField[];
  /** `fromSunday`: the server keeps no first day of the week with a weekly rule. */
  readonly weeks: 'asTheRuleSays' | 'fromSunday';
  /**
   * `sendsMail`: writes tell people by mail where they are asked to. `areShared`: entries are shared with colleagues,
   * who own, join, inherit and leave them. `testedApart`: tests of the side's own say what it does with meetings.
   */
  readonly meetings: 'sendsMail' | 'areShared' | 'testedApart';
  /** `becomesText`: another text for an HTML body takes its place, markup and all. */
  readonly editedBody: 'keepsMarkup' | 'becomesText';
}

/** Other people and their meetings, as far as the suite needs them. */
export interface MeetingHarness {
  /** Address of somebody else who organises (or owns) what `invited` makes. */
  readonly organiser: string;
  /** Makes a meeting of the organiser's to which this calendar's user alone is asked; gives its id here. */
  invited(entry: CalendarEntry): Promise<string>;
  /** How many mails this calendar's user has sent since the last time it was asked. */
  mails?(): Promise<number>;
  /** Makes an activity that stands for a colleague alone, and gives its id. */
  elsewhere?(entry: CalendarEntry): Promise<string>;
  /** A colleague who can own activities. */
  readonly colleagueId?: string;
}

/** One fresh, empty calendar behind a side, with everything a test needs around it. */
export interface SideHarness {
  readonly side: Side;
  readonly otherClient: OtherClient;
  /** Makes every cursor that was given out unknown to the server. */
  loseCursor(): Promise<void>;
  close(): Promise<void>;
  /** An activity type that the server knows, for a public and for a private entry; null where none is needed. */
  readonly types?: { readonly open: string; readonly personal: string };
  /** E-mail addresses that the server takes as participants, at least two, sorted. */
  readonly people?: readonly string[];
  /** Where the traits say that the suite checks meetings. */
  readonly meetings?: MeetingHarness;
}

export interface ContractOptions {
  readonly traits?: Partial<SideTraits>;
  /** Entries for the paging test; more than one page of the side. */
  readonly manyEntries?: number;
}

export const DEFAULT_TRAITS: SideTraits = {
  zones: 'kept',
  privacy: 'changes',
  repeatedCreate: 'answersTheFirst',
  busyWords: ['free', 'tentative', 'busy', 'outOfOffice', 'workingElsewhere'],
  subjectLength: 255,
  occurrenceFields: ['time', 'subject', 'location', 'text', 'busy', 'isPrivate'],
  weeks: 'asTheRuleSays',
  meetings: 'testedApart',
  editedBody: 'keepsMarkup',
};

/** What the tests of the suite share: the harness of the running test, and what was declared. */
export interface Contract {
  harness(): SideHarness;
  readonly traits: SideTraits;
  readonly manyEntries: number;
}

export const WINDOW: Window = { from: '2026-01-01T00:00:00.000Z', to: '2028-01-01T00:00:00.000Z' };

/** A signal for calls that nobody will stop. */
export function unhurried(): AbortSignal {
  return new AbortController().signal;
}

/** Whether the side keeps this field: by the field table, less what it declares it cannot hold. */
export function holds(side: Side, name: FieldName): boolean {
  const holder = FIELDS.find((field) => field.name === name)?.holder;
  return (holder === 'both' || holder === side.name) && !side.cannotHold.has(name);
}

/** The value of an outcome that must have succeeded; throws with the server's words otherwise. */
export function done<T>(outcome: Outcome<T> | undefined): T {
  if (outcome?.ok) return outcome.value;
  throw new Error(outcome ? `${outcome.error.code}: ${outcome.error.words}` : 'no outcome came');
}

/** The kind of error of an outcome, or `done`. */
export function kindOf(outcome: Outcome<unknown> | undefined): ErrorKind | 'done' | 'missing' {
  if (!outcome) return 'missing';
  return outcome.ok ? 'done' : outcome.error.kind;
}

export interface Told {
  readonly entries: ReadonlyMap<string, SideEntry>;
  readonly deleted: readonly string[];
  /** Of the deleted ones, those that only this user left. */
  readonly left: readonly string[];
  readonly cursor: string;
  readonly pages: number;
}

/** Reads every page since the cursor, as the loop does: a later page knows better than an earlier one. */
export async function readAll(side: Side, cursor: string | null): Promise<Told> {
  const entries = new Map<string, SideEntry>();
  const deleted = new Set<string>();
  const left = new Set<string>();
  let latest = cursor;
  let pages = 0;
  for await (const page of side.changes(cursor, WINDOW, unhurried())) {
    pages += 1;
    for (const entry of page.entries) {
      entries.set(entry.id, entry);
      deleted.delete(entry.id);
    }
    for (const id of page.deleted) {
      deleted.add(id);
      entries.delete(id);
    }
    for (const id of page.left ?? []) left.add(id);
    latest = page.cursor;
    if (page.last) return { entries, deleted: [...deleted], left: [...left], cursor: latest, pages };
  }
  throw new Error('the side never said that a page was the last');
}

/** Creates one entry through the side and answers it as the side returned it. */
export async function make(
  side: Side,
  entry: CalendarEntry,
  key: string = crypto.randomUUID(),
): Promise<SideEntry> {
  const [outcome] = await side.create([{ key, entry }], unhurried());
  return done(outcome);
}

/** Updates one entry through the side and answers it as the side returned it. */
export async function change(side: Side, before: SideEntry, patch: EntryPatch): Promise<SideEntry> {
  const [outcome] = await side.update([{ id: before.id, version: before.version, patch }], unhurried());
  return done(outcome);
}

/** The entry as it stands now; throws where it is gone. */
export async function readOne(side: Side, id: string): Promise<SideEntry> {
  const entry = (await side.read([id], unhurried())).get(id);
  if (!entry) throw new Error(`the side does not find ${id}`);
  return entry;
}
