import type { Fault, FaultRule } from './fault.ts';

/** A rule with what is left of it. */
export interface PlannedFault extends FaultRule {
  readonly id: number;
  skip: number;
  count: number;
}

/** What a request is, as far as rules ask. */
export interface FaultTarget {
  readonly operation: string | null;
  /** Every address of the mailbox, in lower case. */
  readonly addresses: readonly string[];
  /** Whether a sync state came with it: only such a request can be told that its state is worthless. */
  readonly carriesSyncState: boolean;
}

/** The faults that are still to happen, in the order in which they were asked for. */
export class FaultBox {
  #planned: PlannedFault[] = [];
  #nextId = 1;

  get planned(): readonly PlannedFault[] {
    return this.#planned;
  }

  add(rule: FaultRule): PlannedFault {
    const planned = { ...rule, id: this.#nextId };
    this.#nextId += 1;
    this.#planned.push(planned);
    return planned;
  }

  clear(): void {
    this.#planned = [];
  }

  /** The fault that befalls a request as a whole, used up by one; null when none does. */
  takeForRequest(target: FaultTarget): Fault | null {
    return this.#take(target, (fault) => !isForItem(fault) && !isForNotification(fault));
  }

  /** The fault that befalls the next item of a request, used up by one; null when none does. */
  takeForItem(target: FaultTarget): Fault | null {
    return this.#take(target, isForItem);
  }

  /** That the subscription which is being made stays silent, used up by one; null when it need not. */
  takeSilence(target: FaultTarget): Fault | null {
    return this.#take(target, (fault) => fault.kind === 'silentSubscription');
  }

  /** The fault that befalls the next notification of a mailbox, used up by one; null when none does. */
  takeForNotification(target: FaultTarget): Fault | null {
    return this.#take(target, (fault) => isForNotification(fault) && fault.kind !== 'silentSubscription');
  }

  #take(target: FaultTarget, isWanted: (fault: Fault) => boolean): Fault | null {
    const rule = this.#planned.find((candidate) => isWanted(candidate.fault) && fits(candidate, target));
    if (!rule) return null;
    if (rule.skip > 0) {
      rule.skip -= 1;
      return null;
    }
    rule.count -= 1;
    if (rule.count === 0) this.#planned = this.#planned.filter((candidate) => candidate !== rule);
    return rule.fault;
  }
}

function isForItem(fault: Fault): boolean {
  return fault.kind === 'responseCode' && fault.scope === 'item';
}

const notificationFaults = [
  'silentSubscription',
  'dropStream',
  'loseEvents',
  'duplicateEvents',
  'delayEvents',
];

function isForNotification(fault: Fault): boolean {
  return notificationFaults.includes(fault.kind);
}

function fits(rule: FaultRule, target: FaultTarget): boolean {
  if (rule.fault.kind === 'invalidSyncState' && !target.carriesSyncState) return false;
  if (rule.operation !== undefined && rule.operation !== target.operation) return false;
  return rule.mailbox === undefined || target.addresses.includes(rule.mailbox.toLowerCase());
}
