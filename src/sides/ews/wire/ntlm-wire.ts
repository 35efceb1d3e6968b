import { buildConnector, Client } from 'undici';
import { channelBinding } from '../ntlm/channel-binding.ts';
import { NtlmHandshake } from '../ntlm/handshake.ts';
import type { NtlmAccount } from '../ntlm/ntlm-account.ts';
import {
  clientOptions,
  dismiss,
  offersOf,
  type Wire,
  type WireAnswer,
  type WireOptions,
  type WireRequest,
} from './wire.ts';

/** One connection with what NTLM knows of it. */
interface Slot {
  readonly client: Client;
  /** Connections that this slot has had; a sign-in holds for one of them. */
  generation: number;
  /** The connection that is signed in; another generation is a stranger to the server. */
  signedIn: number | null;
  /** The hash of the server's certificate that ties the sign-in to this TLS connection. */
  binding: Buffer | null;
}

/**
 * Requests over connections that are signed in by NTLM. Each connection belongs to one request until its answer
 * is read, since the handshake must not be mixed with another request's.
 */
export class NtlmWire implements Wire {
  readonly #account: NtlmAccount;
  readonly #host: string;
  readonly #slots: Slot[];
  readonly #free: Slot[];
  readonly #waiting = new Set<(slot: Slot) => void>();

  constructor(options: WireOptions, account: NtlmAccount) {
    this.#account = account;
    this.#host = new URL(options.origin).hostname;
    this.#slots = Array.from({ length: options.connections }, () => openSlot(options));
    this.#free = [...this.#slots];
  }

  async send<T>(request: WireRequest, take: (answer: WireAnswer) => Promise<T>): Promise<T> {
    const slot = await this.#take(request.signal);
    try {
      return await take(await this.#answer(slot, request));
    } finally {
      this.#give(slot);
    }
  }

  async greet(request: WireRequest): Promise<WireAnswer> {
    const slot = await this.#take(request.signal);
    try {
      const answer = await slot.client.request({ ...request });
      await dismiss(answer);
      return answer;
    } finally {
      this.#give(slot);
    }
  }

  async destroy(): Promise<void> {
    await Promise.all(this.#slots.map(({ client }) => client.destroy()));
  }

  /** The answer to the request on a connection that is signed in; 401 when the account is refused. */
  async #answer(slot: Slot, request: WireRequest): Promise<WireAnswer> {
    if (slot.signedIn === slot.generation && slot.generation > 0) {
      const answer = await slot.client.request(request);
      if (answer.statusCode !== 401) return answer;
      await dismiss(answer);
    }
    const first = await this.#signIn(slot, request);
    // The connection was replaced in the middle of the handshake: the new one knows nothing of its beginning.
    if (first.statusCode !== 401 || first.onOneConnection) return first.answer;
    await dismiss(first.answer);
    return (await this.#signIn(slot, request)).answer;
  }

  async #signIn(slot: Slot, request: WireRequest) {
    slot.signedIn = null;
    const handshake = new NtlmHandshake(this.#account);
    const { body: _, ...head } = request;
    // Without the body: it would be thrown away with the refusal that carries the challenge.
    const greeting = { ...head.headers, authorization: `NTLM ${handshake.negotiate()}` };
    const refusal = await slot.client.request({
      ...head,
      headers: greeting,
      ...(request.body === undefined ? {} : { body: '' }),
    });
    const challenge = challengeIn(refusal);
    const { generation } = slot;
    if (!challenge) return { answer: refusal, statusCode: refusal.statusCode, onOneConnection: true };
    await dismiss(refusal);
    const proof = handshake.authenticate(challenge.token, { binding: slot.binding, host: this.#host });
    const headers = { ...request.headers, authorization: `${challenge.scheme} ${proof}` };
    const answer = await slot.client.request({ ...request, headers });
    const { statusCode } = answer;
    if (statusCode !== 401) slot.signedIn = slot.generation;
    return { answer, statusCode, onOneConnection: generation === slot.generation };
  }

  #take(signal: AbortSignal): Promise<Slot> {
    const free = this.#free.pop();
    if (free) return Promise.resolve(free);
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#waiting.delete(waiter);
        reject(signal.reason);
      };
      const waiter = (slot: Slot) => {
        signal.removeEventListener('abort', onAbort);
        resolve(slot);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.add(waiter);
    });
  }

  #give(slot: Slot): void {
    for (const waiter of this.#waiting) {
      this.#waiting.delete(waiter);
      waiter(slot);
      return;
    }
    this.#free.push(slot);
  }
}

function openSlot(options: WireOptions): Slot {
  const { connectTimeout, ca } = options;
  const connect = buildConnector({
    timeout: connectTimeout,
    allowH2: false,
    ...(ca ? { ca: [...ca] } : {}),
  });
  const client = new Client(options.origin, {
    ...clientOptions(options),
    connect: (target, done) =>
      connect(target, (error, socket) => {
        if (!socket) return done(error as Error, null);
        slot.generation += 1;
        slot.binding = channelBinding(socket);
        return done(null, socket);
      }),
  });
  const slot: Slot = { client, generation: 0, signedIn: null, binding: null };
  return slot;
}

/** The server's challenge, in the scheme in which it came; null when there is none. */
function challengeIn(answer: WireAnswer): { scheme: string; token: string } | null {
  if (answer.statusCode !== 401) return null;
  for (const offer of offersOf(answer)) {
    const match = /^(NTLM|Negotiate)\s+([A-Za-z0-9+/=]+)$/i.exec(offer.trim());
    if (match?.[1] && match[2]) return { scheme: match[1], token: match[2] };
  }
  return null;
}
