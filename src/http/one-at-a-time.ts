import { Refusal } from './refusal.ts';

/**
 * Lets one thing of its kind happen at a time for each key, within this process: what reads a whole mailbox or
 * signs in to a server again and again must not be started ten times by impatience. Nobody waits here; who comes
 * second is told so.
 */
export class OneAtATime {
  readonly #busy = new Set<string>();
  readonly #code: string;

  /** `code` of the refusal (409) of whoever comes second. */
  constructor(code: string) {
    this.#code = code;
  }

  /** Takes the key and gives what lets go of it, once, however often it is called. Throws the Refusal. */
  begin(key: string): () => void {
    if (this.#busy.has(key)) throw new Refusal(409, this.#code);
    this.#busy.add(key);
    let isOver = false;
    return () => {
      if (!isOver) this.#busy.delete(key);
      isOver = true;
    };
  }
}
