import type { ExchangeServer } from '../../fixtures/exchange-server.ts';
import type { Tally } from './tally.ts';

/** A line of the sandbox's request log, as far as it is counted. */
interface LoggedRequest {
  readonly sequence: number;
  readonly operation: string | null;
  readonly mailbox: string | null;
  readonly identity: string | null;
  readonly responseCodes: readonly string[];
  readonly fault: string | null;
}

const WRITES = ['CreateItem', 'UpdateItem', 'DeleteItem'];

/** Follows what Tahti's account asks of the server; people's own requests are none of its. */
export class ExchangeLog {
  readonly #exchange: ExchangeServer;
  readonly #tally: Tally;
  #seen = 0;

  constructor(exchange: ExchangeServer, tally: Tally) {
    this.#exchange = exchange;
    this.#tally = tally;
  }

  /** The number of the last request that was looked at. */
  get seen(): number {
    return this.#seen;
  }

  /** Tahti's requests since the last look. Looked at often enough, the log forgets none. */
  async news(): Promise<readonly LoggedRequest[]> {
    const logged = (await this.#exchange.control(
      'GET',
      `requests?since=${this.#seen}`,
    )) as readonly LoggedRequest[];
    this.#seen = logged.at(-1)?.sequence ?? this.#seen;
    const own = logged.filter(({ identity }) => identity?.toLowerCase().startsWith('sync.delegate'));
    this.#tally.mailboxWrites += writesIn(own);
    this.#tally.faults += logged.filter(({ fault }) => fault !== null).length;
    return own;
  }
}

/** Items written; a request whose answer was cut off counts as one. */
export function writesIn(requests: readonly LoggedRequest[]): number {
  return requests
    .filter(({ operation }) => WRITES.includes(operation ?? ''))
    .reduce((sum, { responseCodes }) => sum + Math.max(1, responseCodes.length), 0);
}
