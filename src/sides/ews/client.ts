import { randomUUID } from 'node:crypto';
import { type ErrorDetails, SideError } from '../../model/problem.ts';
import { type Failure, failureOf, type ServerVersion, type SoapAnswer, soapReceiver } from './answer.ts';
import { isOutcomeUnknown, isOverload, isPoisoned } from './classify.ts';
import { envelope, type Identifier } from './envelope.ts';
import { ewsDetails, ewsError, withRequestId } from './errors.ts';
import { DenialJudge } from './impersonation/denial.ts';
import { disabledOf, ofAccount } from './impersonation/disabled-account.ts';
import { DENIED, KnownForms, namesNobody } from './impersonation/known-forms.ts';
import { NON_PRIMARY, primaryBehind } from './impersonation/primary-address.ts';
import { EnvelopeStream } from './notifications/envelope-stream.ts';
import { getFolder } from './operations/get-folder.ts';
import type { StreamedEvents } from './operations/get-streaming-events.ts';
import type { Operation } from './operations/operation.ts';
import { type RetryPolicy, withRetry } from './retry.ts';
import type { Route, Transport } from './transport.ts';
import type { VersionTraits } from './versions.ts';
import type { XmlElement } from './xml-element.ts';

/** The outcome of one item of a batch, as `side.ts` tells it. */
export type ItemOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorDetails };

/** Whose mailbox the client acts in; the address is replaced when the server names a better one. */
export interface Mailbox {
  address: string;
  /** How it is named to the server, where that is known beforehand; otherwise the client finds out. */
  readonly identifier?: Identifier;
  /** The name by which the server found it the last time; a sign-in name need be none of its addresses. */
  foundBy?: Identifier;
  /** Windows zone for TimeZoneContext; null where unknown. */
  readonly zone: string | null;
}

/** Failures that say nothing about how the server fares. */
const OUR_OWN = new Set(['EWS_ABORTED', 'EWS_BACKING_OFF']);

/** Sends operations, repeats what may be repeated, and turns answers into outcomes or typed errors. */
export class EwsClient {
  readonly #transport: Transport;
  readonly #policy: RetryPolicy;
  readonly traits: VersionTraits;
  readonly #forms: KnownForms;
  readonly #denials: DenialJudge;
  /** The version the server told last; null before the first answer. */
  serverVersion: ServerVersion | null = null;
  /** Id of the latest request, for the connection test. */
  lastRequestId: string | null = null;

  /** `others` gives mailboxes of the company by which a missing right is told from a scope that leaves one out. */
  constructor(
    transport: Transport,
    traits: VersionTraits,
    policy: RetryPolicy,
    others: () => Promise<readonly string[]> = async () => [],
  ) {
    this.#transport = transport;
    this.traits = traits;
    this.#policy = policy;
    this.#forms = new KnownForms(traits.identifiers);
    this.#denials = new DenialJudge(others, (address, signal) =>
      this.#callAs(getFolder('calendar'), { address, zone: null }, signal),
    );
  }

  /**
   * One outcome for each item, in order. Throws SideError when the request failed as a whole, after
   * repeating it where that is safe. `mailbox` null acts as the delegate account itself.
   */
  call<T>(
    operation: Operation<T>,
    mailbox: Mailbox | null,
    signal: AbortSignal,
    route?: Route,
  ): Promise<ItemOutcome<T>[]> {
    const mayRepeat = ({ details: { code } }: SideError) => {
      // Batches are halved rather than sent again as they are (`batch.ts`).
      if (operation.expects > 1 && (isOverload(code) || isPoisoned(code))) return false;
      return operation.repeatable || !isOutcomeUnknown(code);
    };
    return withRetry(
      () => this.#callAs(operation, mailbox, signal, route),
      signal,
      this.#policy,
      mayRepeat,
    ).then(
      (outcomes) => outcomes.map((outcome) => ofAccount(outcome, mailbox)),
      async (error) => {
        throw disabledOf(await this.#denials.judged(error, mailbox?.address ?? null, signal), mailbox);
      },
    );
  }

  /** For operations on one thing, such as a folder: its value, or a SideError that concerns the mailbox. */
  async callOne<T>(
    operation: Operation<T>,
    mailbox: Mailbox | null,
    signal: AbortSignal,
    route?: Route,
  ): Promise<T> {
    const [outcome] = await this.call(operation, mailbox, signal, route).catch((error: unknown) => {
      throw error instanceof SideError
        ? new SideError(aboutTheMailbox(error.details), { cause: error })
        : error;
    });
    if (outcome?.ok) return outcome.value;
    const missing = ewsDetails('EWS_WRONG_ANSWER_COUNT', 'the answer holds no response message');
    throw new SideError(aboutTheMailbox(outcome?.error ?? missing));
  }

  /**
   * Listens to an answer that goes on, envelope after envelope, until the server ends it. Throws SideError for
   * any other end. Never repeats, and takes no request's place.
   */
  async stream(
    operation: Operation<StreamedEvents>,
    mailbox: Mailbox,
    route: Route,
    { silence, onEvents }: StreamListening,
    signal: AbortSignal,
  ): Promise<void> {
    const requestId = randomUUID();
    const body = this.#envelope(operation, mailbox, this.#formsOf(mailbox)[0] ?? null);
    const open = (charset: string | null) => {
      const onMessage = (message: XmlElement) => onEvents(streamedEvents(operation, message, requestId));
      const onFault = (fault: Failure) => {
        throw failureError(fault, requestId);
      };
      const stream = new EnvelopeStream(charset, onMessage, onFault);
      return (chunk: Uint8Array) => stream.write(chunk);
    };
    const post = { mailbox: mailbox.address, body, requestId, signal, route };
    await this.#transport.stream(post, { silence, open });
  }

  #formsOf(mailbox: Mailbox): readonly Identifier[] {
    return mailbox.identifier ? [mailbox.identifier] : this.#forms.toTry(mailbox.address);
  }

  /** By one form of naming the mailbox after the other, while the server says that a form names nobody. */
  async #callAs<T>(operation: Operation<T>, mailbox: Mailbox | null, signal: AbortSignal, route?: Route) {
    if (!mailbox) return this.#callOnce({ operation, mailbox, by: null, signal, route });
    let refusal: unknown = null;
    for (const by of this.#formsOf(mailbox)) {
      try {
        const outcomes = await this.#callByPrimary({ operation, mailbox, by, signal, route });
        this.#knowAs(mailbox, by);
        return outcomes;
      } catch (error) {
        if (error instanceof SideError && error.details.code === DENIED) this.#knowAs(mailbox, by);
        if (!namesNobody(error, by)) throw error;
        refusal ??= error;
      }
    }
    this.#forms.failed(mailbox.address);
    throw refusal;
  }

  #knowAs(mailbox: Mailbox, by: Identifier): void {
    mailbox.foundBy = by;
    if (!mailbox.identifier) this.#forms.worked(mailbox.address, by);
  }

  /** A secondary address is answered with the primary one: take it over and ask once more. */
  async #callByPrimary<T>(call: Call<T> & { mailbox: Mailbox }) {
    try {
      return await this.#callOnce(call);
    } catch (error) {
      const { mailbox } = call;
      const primary = primaryBehind(error);
      if (!primary || primary.toLowerCase() === mailbox.address.toLowerCase()) throw error;
      mailbox.address = primary;
      return await this.#callOnce(call);
    }
  }

  async #callOnce<T>({ operation, mailbox, by, signal, route }: Call<T>) {
    const requestId = randomUUID();
    this.lastRequestId = requestId;
    const outcomes: ItemOutcome<T>[] = [];
    const address = mailbox?.address ?? null;
    try {
      const body = this.#envelope(operation, mailbox, by);
      const post = { mailbox: address, body, requestId, signal, ...(route ? { route } : {}) };
      const answer = await this.#transport.post(post, (head) =>
        soapReceiver(head, (message) => {
          // More messages than were asked for: refused at once, before they fill the memory.
          if (outcomes.length === operation.expects) throw wrongCount(operation, 'more');
          outcomes.push(readMessage(operation, message, requestId));
        }),
      );
      this.#accept(operation, answer, outcomes, requestId);
      this.#transport.succeeded(address);
      return outcomes;
    } catch (error) {
      throw this.#failed(error, address, requestId);
    }
  }

  #envelope({ body }: Operation<unknown>, mailbox: Mailbox | null, by: Identifier | null): string {
    const impersonation = mailbox && by ? { by, value: mailbox.address } : null;
    const zone = this.traits.hasZoneDefinitions ? (mailbox?.zone ?? null) : null;
    // PrimarySmtpAddress says by itself which address is the primary one; the other names are none.
    const named = by === 'SmtpAddress' ? (mailbox?.address ?? null) : null;
    const xml = typeof body === 'string' ? body : body(named);
    return envelope({ schema: this.traits.schema, impersonation, zone }, xml);
  }

  #accept<T>(
    operation: Operation<T>,
    answer: SoapAnswer,
    outcomes: ItemOutcome<T>[],
    requestId: string,
  ): void {
    this.serverVersion = answer.version ?? this.serverVersion;
    if (answer.fault) throw failureError(answer.fault, requestId);
    // HTTP 500 with a body that is no fault: whatever it is, it is not an answer to us.
    if (answer.head.status === 500)
      throw ewsError('HTTP 500', 'HTTP 500 without a SOAP fault', { requestId });
    if (outcomes.length !== operation.expects) throw wrongCount(operation, String(outcomes.length));
    throwUnanimous(outcomes);
  }

  #failed(error: unknown, address: string | null, requestId: string): unknown {
    if (!(error instanceof SideError)) return error;
    const { kind, code, retryAfter } = error.details;
    if (kind === 'retry' && !OUR_OWN.has(code)) this.#transport.complained(address, code, retryAfter);
    return withRequestId(error, requestId);
  }
}

/** One request: what is asked, in whose mailbox and by which name of it. */
interface Call<T> {
  readonly operation: Operation<T>;
  readonly mailbox: Mailbox | null;
  readonly by: Identifier | null;
  readonly signal: AbortSignal;
  readonly route: Route | undefined;
}

/** How a stream is listened to. */
export interface StreamListening {
  /** Milliseconds without a byte after which the connection counts as dead. */
  readonly silence: number;
  readonly onEvents: (events: StreamedEvents) => void;
}

/** A failure that names lost subscriptions concerns them alone; any other ends the stream. */
function streamedEvents(operation: Operation<StreamedEvents>, message: XmlElement, requestId: string) {
  const failure = failureOf(message);
  const events = operation.read(message);
  if (failure && events.lost.length === 0) throw failureError(failure, requestId);
  return events;
}

/** What would set one entry aside keeps everything from working when it is said of the folder. */
function aboutTheMailbox(error: ErrorDetails): ErrorDetails {
  return ['entry', 'gone', 'stale'].includes(error.kind) ? { ...error, kind: 'fatal' } : error;
}

function readMessage<T>(
  operation: Operation<T>,
  message: Parameters<Operation<T>['read']>[0],
  requestId: string,
): ItemOutcome<T> {
  const failure = failureOf(message);
  if (failure) return { ok: false, error: failureError(failure, requestId).details };
  try {
    return { ok: true, value: operation.read(message) };
  } catch (error) {
    if (error instanceof SideError) return { ok: false, error: withRequestId(error, requestId).details };
    throw error;
  }
}

function wrongCount(operation: Operation<unknown>, answers: string): SideError {
  const words = `${operation.name} asked about ${operation.expects} items and got ${answers} answers`;
  return ewsError('EWS_WRONG_ANSWER_COUNT', words);
}

function failureError(failure: Failure, requestId: string): SideError {
  return ewsError(failure.code, failure.words, {
    requestId,
    retryAfter: failure.backOff,
    extra: failure.values,
  });
}

/**
 * Some failures of the whole mailbox come as the same failure of every item (a busy server, a mailbox on the
 * move, a secondary address): then the request failed, not the items.
 */
function throwUnanimous(outcomes: readonly ItemOutcome<unknown>[]): void {
  const [first] = outcomes;
  if (!first || first.ok) return;
  const { kind, code } = first.error;
  if (kind !== 'retry' && code !== NON_PRIMARY) return;
  if (outcomes.every((one) => !one.ok && one.error.code === code)) throw new SideError(first.error);
}
