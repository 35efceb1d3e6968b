import { AffinityCookies } from './affinity.ts';
import { Gate } from './gate.ts';

/** What requests about one mailbox share: its own limit, and the way to its server. */
export interface Channel {
  readonly gate: Gate;
  readonly cookies: AffinityCookies;
}

/** Idle channels beyond this are forgotten; each is a few hundred bytes. */
const MOST_CHANNELS = 10_000;

/** One channel for each mailbox, and one for requests about none. */
export class Channels {
  readonly #perMailbox: number;
  readonly #channels = new Map<string, Channel>();

  constructor(perMailbox: number) {
    this.#perMailbox = perMailbox;
  }

  of(mailbox: string | null): Channel {
    const key = mailbox?.toLowerCase() ?? '';
    const known = this.#channels.get(key);
    if (known) return known;
    if (this.#channels.size >= MOST_CHANNELS) this.#forgetIdle();
    const made = { gate: new Gate(this.#perMailbox), cookies: new AffinityCookies() };
    this.#channels.set(key, made);
    return made;
  }

  #forgetIdle(): void {
    for (const [key, channel] of this.#channels) if (channel.gate.isIdle) this.#channels.delete(key);
  }
}
