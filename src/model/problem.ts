/** Where an error came from. */
export type ErrorSource = 'activities' | 'mailbox' | 'tahti';

/**
 * What a failure means for the run:
 * `retry` try again (after `retryAfter`), `resync` the cursor is lost: start over with matching,
 * `stale` the entry changed since we read it: read and reconcile again, `gone` it no longer exists,
 * `entry` this one entry cannot be written: set aside, `fatal` nothing works until a person acts.
 */
export type ErrorKind = 'retry' | 'resync' | 'stale' | 'gone' | 'entry' | 'fatal';

/** Everything support needs, as inert data; goes to the log as it is, so it never holds a secret. */
export interface ErrorDetails {
  readonly kind: ErrorKind;
  readonly source: ErrorSource;
  /** The server's own code (`ErrorServerBusy`, `HTTP 503`) or ours (`EWS_DOCTYPE_REFUSED`). */
  readonly code: string;
  /** The server's exact words. */
  readonly words: string;
  /** Id under which the server's own support finds the request; null where none came back. */
  readonly requestId: string | null;
  /** Key of the advice in the language files, `advice.<key>`. */
  readonly advice: string;
  /** Milliseconds that the server asked us to wait; null where it did not say. */
  readonly retryAfter: number | null;
  /** Code-specific extras, for example the primary address behind a secondary one. No secrets. */
  readonly extra?: Readonly<Record<string, string>>;
}

/** A typed failure of a side. Sides throw nothing else on purpose. */
export class SideError extends Error {
  readonly details: ErrorDetails;

  constructor(details: ErrorDetails, options?: { cause?: unknown }) {
    super(`${details.code}: ${details.words}`, options);
    this.name = 'SideError';
    this.details = details;
  }
}
