import { type ErrorDetails, SideError } from '../../model/problem.ts';

export type MemoryOperation = 'changes' | 'read' | 'findByKeys' | 'create' | 'update' | 'delete';

/** One failure to come. */
export interface Fault {
  /** The operation that fails, or any. */
  readonly operation?: MemoryOperation;
  /** Which of the matching items from now on, counted from 1. */
  readonly nth?: number;
  /** `before`: nothing was done. `after`: the work was done, but its answer never comes. */
  readonly when: 'before' | 'after';
  /** `call` fails the whole call, as a broken connection; `item` fails one item of a batch. */
  readonly scope?: 'call' | 'item';
  readonly error?: Partial<ErrorDetails>;
}

interface Armed {
  readonly fault: Fault;
  left: number;
}

/** Failures that a test has ordered; each strikes once. */
export class MemoryFaults {
  #armed: Armed[] = [];

  /** Orders a failure. */
  arm(fault: Fault): void {
    this.#armed.push({ fault, left: fault.nth ?? 1 });
  }

  /** The server is busy for the next `calls` calls and asks to wait `retryAfter` milliseconds. */
  throttle(calls: number, retryAfter: number): void {
    const error = {
      kind: 'retry',
      code: 'ErrorServerBusy',
      words: 'The server is busy.',
      retryAfter,
    } as const;
    for (let nth = 1; nth <= calls; nth += 1) this.arm({ when: 'before', nth, error });
  }

  /** Disarms what has not struck yet. */
  clear(): void {
    this.#armed = [];
  }

  /**
   * The fault that strikes this item, if any. Asked once for each item (once for each call where the
   * operation has no items), so that `nth` counts the same in every batch size.
   */
  strike(operation: MemoryOperation): Fault | null {
    const counting = this.#armed.filter(({ fault }) => !fault.operation || fault.operation === operation);
    for (const armed of counting) armed.left -= 1;
    const striking = counting.find((armed) => armed.left <= 0);
    this.#armed = this.#armed.filter((armed) => armed !== striking);
    return striking?.fault ?? null;
  }
}

/** The typed error of a fault; a dropped connection where the test did not say which. */
export function faultError(fault: Fault, source: 'activities' | 'mailbox'): SideError {
  return new SideError({
    kind: 'retry',
    source,
    code: 'MEMORY_CONNECTION_DROPPED',
    words: 'The connection was closed before an answer came.',
    requestId: null,
    advice: 'tryAgain',
    retryAfter: null,
    ...fault.error,
  });
}
