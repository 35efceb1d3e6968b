/** One request as the log keeps it: no bodies and no passwords. */
export interface LoggedRequest {
  /** Counts requests since the server's start. */
  readonly sequence: number;
  /** The server's time, ISO 8601. */
  readonly time: string;
  readonly operation: string | null;
  /** Primary address of the mailbox that was acted on, or null. */
  readonly mailbox: string | null;
  /** Who signed in, or null. */
  readonly identity: string | null;
  /** HTTP status; 0 when the connection was dropped without an answer. */
  readonly status: number;
  readonly responseCodes: readonly string[];
  readonly requestBytes: number;
  readonly answerBytes: number;
  readonly durationMs: number;
  readonly clientRequestId: string | null;
  readonly requestId: string;
  /** The fault that was played, or null. */
  readonly fault: string | null;
}

const capacity = 5_000;

/** The last requests, oldest first. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  #sequence = 0;

  add(entry: Omit<LoggedRequest, 'sequence'>): LoggedRequest {
    this.#sequence += 1;
    const logged = { sequence: this.#sequence, ...entry };
    this.#entries.push(logged);
    if (this.#entries.length > 2 * capacity) this.#entries = this.#entries.slice(-capacity);
    return logged;
  }

  /** The kept entries after a sequence number. */
  since(sequence: number): LoggedRequest[] {
    return this.#entries.slice(-capacity).filter((entry) => entry.sequence > sequence);
  }

  clear(): void {
    this.#entries = [];
  }
}
