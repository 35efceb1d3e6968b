import { afterEach, beforeEach } from 'vitest';
import type { ErrorDetails } from '../../src/model/problem.ts';
import type { EwsConnection, EwsSettings } from '../../src/sides/ews/connection.ts';
import type { Listener, ListenerLimits } from '../../src/sides/ews/notifications/listener-words.ts';
import { TestExchange } from '../fixtures/exchange.ts';

/** Set anew by the hooks of `onExchange`; those who import it see what stands there now. */
export let exchange: TestExchange;
/** What is to be closed after the test, in the order in which it was opened. */
export const ends: (() => Promise<void>)[] = [];

/** Before each test: an Exchange of its own; after it, all that was opened is closed, the last one first. */
export function onExchange(): void {
  beforeEach(async () => {
    exchange = await TestExchange.start();
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
    await exchange.close();
  });
}

const QUICK: Partial<ListenerLimits> = {
  gather: 10,
  firstPause: 10,
  longestPause: 50,
  refusedPause: 100,
  pullEvery: 20,
  pullRarely: 50,
};

/** A listener that remembers all it was told. */
export class Ear {
  readonly events: string[] = [];
  readonly gaps: string[] = [];
  readonly connected = new Set<string>();
  readonly troubles: ErrorDetails[] = [];
  readonly listener: Listener;

  constructor(connection: EwsConnection, limits: Partial<ListenerLimits> = {}) {
    this.listener = connection.listen(
      {
        dirty: (key, why) => (why === 'event' ? this.events : this.gaps).push(key),
        connected: (key, isConnected) => {
          if (isConnected) this.connected.add(key);
          else this.connected.delete(key);
        },
        trouble: (_keys, error) => this.troubles.push(error),
      },
      { ...QUICK, ...limits },
    );
    ends.push(() => this.listener.close());
  }

  listenTo(...addresses: string[]): void {
    this.listener.watch(
      addresses.map((address) => ({
        key: address,
        mailbox: { address, identifier: 'PrimarySmtpAddress', zone: null },
      })),
    );
  }
}

/** A connection that ends with the test. */
export function connect(settings: Partial<EwsSettings> = {}): EwsConnection {
  const connection = exchange.connect(settings);
  ends.push(() => connection.close());
  return connection;
}

/** Makes that many mailboxes and tells their addresses. */
export const addresses = async (count: number) => {
  const made: string[] = [];
  for (let n = 0; n < count; n++) made.push((await exchange.newMailbox()).address);
  return made;
};
/** Changes the calendar of a mailbox. */
export const touch = (address: string) =>
  exchange.control('POST', `/sandbox/mailboxes/${address}/items`, [
    { subject: 'x', start: '2026-12-01T10:00:00+02:00', end: '2026-12-01T11:00:00+02:00' },
  ] as unknown as object);
/** Sets how the server deals with subscriptions and streams. */
export const tune = (tuning: object) => exchange.control('POST', '/sandbox/notifications', tuning);

interface Shown {
  readonly subscriptions: readonly { mailbox: string }[];
  readonly streams: readonly { subscriptionIds: readonly string[] }[];
}
/** The subscriptions and streams that the server keeps now. */
export const shown = async () => (await exchange.control('GET', '/sandbox/notifications')) as Shown;
/** How many subscriptions each stream carries, the numbers sorted. */
export const sizes = async () =>
  (await shown()).streams.map(({ subscriptionIds }) => subscriptionIds.length).sort();
