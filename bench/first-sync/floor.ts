/**
 * The floor: how long the protocol's own requests take when nobody has anything else to do.
 *
 * Needed of each operation, for n entries of which s are series with two changed occurrences and a dropped one:
 *  - SyncFolderItems tells at most 512 changes a page (its MaxChangesReturned), and names no properties that
 *    matter (bodies and recurrences never), so there are ceil((n + 1) / 512) pages when the calendar is full and
 *    one when it is empty.
 *  - GetItem reads whole entries, 100 at once here; changed occurrences have to be read by ids that only their
 *    master's answer tells: ceil(n / 100) and ceil(2 s / 100).
 *  - CreateItem makes 50 at once and answers nothing but ids and change keys: ceil(n / 50), and since Exchange
 *    rounds and trims what it is given, a GetItem reads each back: ceil(n / 100), with the changed occurrences of
 *    series beside them, whose places are known: ceil(2 s / 100).
 *  - A series cannot be created with its exceptions: DeleteItem of the dropped ones, ceil(s / 50), UpdateItem of
 *    the changed ones, ceil(2 s / 50), and one UpdateItem of each master that takes out the note by which a series
 *    that was left half done is known, ceil(s / 50).
 *
 * Each request takes the delay and the server's own time for such a request. That is measured after the
 * synchronization, by sending what Tahti sent once more, byte for byte but into another empty mailbox, one request
 * after the other and without delay, and reading the answers without looking at them. With c requests of a mailbox
 * allowed at once the floor is sum(needed x (delay + service)) / c. The sandbox has one thread, though: where that
 * is more, the floor is the time that it works, sum(needed x service).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The floor in seconds, and what it was made of. */
export interface Floor {
  readonly seconds: number;
  readonly needed: Readonly<Record<string, number>>;
  /** The server's time for one request, in milliseconds. */
  readonly serviceMs: Readonly<Record<string, number>>;
}

export interface Calendar {
  readonly entries: number;
  readonly series: number;
}

const EXCEPTIONS = 2;

/** Requests that reading a full mailbox needs. */
export function neededToRead({ entries, series }: Calendar): Record<string, number> {
  return {
    SyncFolderItems: Math.ceil((entries + 1) / 512),
    GetItem: Math.ceil(entries / 100) + Math.ceil((EXCEPTIONS * series) / 100),
  };
}

/** Requests that filling an empty mailbox needs. */
export function neededToWrite({ entries, series }: Calendar): Record<string, number> {
  return {
    SyncFolderItems: 1,
    CreateItem: Math.ceil(entries / 50),
    GetItem: Math.ceil(entries / 100) + Math.ceil((EXCEPTIONS * series) / 100),
    DeleteItem: Math.ceil(series / 50),
    UpdateItem: Math.ceil((EXCEPTIONS * series) / 50) + Math.ceil(series / 50),
  };
}

/** One request as it went over the wire. */
interface Sent {
  readonly operation: string;
  readonly body: string;
}

/** What the sandbox captured in a folder, in its order. */
export function capturedRequests(folder: string): readonly Sent[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('-request.xml'))
    .sort()
    .map((name) => ({
      operation: /-([A-Za-z]+)-request\.xml$/.exec(name)?.[1] ?? '',
      body: readFileSync(join(folder, name), 'utf8'),
    }));
}

export interface Replay {
  readonly ewsUrl: string;
  readonly authorization: string;
  /** The mailbox that was synchronized, and an empty one into which creates go now. */
  readonly mailbox: string;
  readonly empty: string;
}

/** Sends the requests once more and gives the mean time of each operation in milliseconds. */
export async function measureService(
  sent: readonly Sent[],
  { ewsUrl, authorization, mailbox, empty }: Replay,
): Promise<Record<string, number>> {
  const times: Record<string, number[]> = {};
  for (const { operation, body } of sent) {
    const started = performance.now();
    const response = await fetch(ewsUrl, {
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=utf-8', authorization },
      body: operation === 'CreateItem' ? body.replaceAll(mailbox, empty) : body,
    });
    await response.arrayBuffer();
    times[operation] = [...(times[operation] ?? []), performance.now() - started];
  }
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  return Object.fromEntries(Object.entries(times).map(([operation, all]) => [operation, mean(all)]));
}

/** The floor of so many requests, with a delay (milliseconds) and so many at once. */
export function floorOf(
  needed: Readonly<Record<string, number>>,
  serviceMs: Readonly<Record<string, number>>,
  delay: number,
  atOnce: number,
): Floor {
  const sum = (cost: (operation: string) => number) =>
    Object.entries(needed).reduce((total, [operation, count]) => total + count * cost(operation), 0);
  const service = (operation: string) => serviceMs[operation] ?? 0;
  const overlapped = sum((operation) => delay + service(operation)) / atOnce;
  return { seconds: Math.max(overlapped, sum(service)) / 1000, needed, serviceMs };
}
