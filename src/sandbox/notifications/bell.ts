/** Something to wait by: rung when there is news, also when nobody waits at that moment. */
export class Bell {
  #rung = false;
  #wake: (() => void) | null = null;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Resolves when the bell rings, or after some milliseconds, or when the signal aborts; never rejects. */
  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) await this.#sleep(milliseconds, signal);
    this.#rung = false;
  }

  #sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(wake, Math.max(0, milliseconds));
      signal.addEventListener('abort', wake);
      this.#wake = wake;
    });
  }
}
