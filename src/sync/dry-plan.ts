import type { Link } from '../model/link.ts';
import type { Plan, ReconcileInput } from '../model/plan.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import type { Ledger, Remembered } from './ledger.ts';
import { meetingView } from './meeting-view.ts';
import { observe } from './observe.ts';
import { reconcileInputOf } from './plan-run.ts';
import { Progress } from './progress.ts';
import type { SyncInput } from './sync-input.ts';
import { SyncRun } from './sync-run.ts';

/** What a look without writes works with. */
export type DryInput = Omit<SyncInput, 'ledger' | 'scope' | 'place' | 'resolvedAddress' | 'failures'>;

/** What reconcile was told, and what it would do. */
export interface DryPlan {
  readonly told: ReconcileInput;
  readonly plan: Plan;
}

/**
 * Reads both sides whole and reconciles them with the links; nothing is written on either side or in the database.
 * `isOtherMailbox` where the mailbox stands elsewhere than its links were last seen. Throws SideError.
 */
export async function dryPlan(
  input: DryInput,
  links: readonly Link[],
  askMeetings: Ledger['meetings'],
  isOtherMailbox = false,
): Promise<DryPlan> {
  const ledger = readOnlyLedger(links, askMeetings);
  const run = new SyncRun({ ...input, ledger, progress: new Progress(ledger, input.now) }, NOTHING);
  const look = await observe(run, NOTHING.cursors, input.window, isOtherMailbox);
  const meetings = await meetingView(run, look, input.meetings);
  const told = reconcileInputOf(run, look, { ...input, meetings }, isOtherMailbox);
  return { told, plan: reconcile(told) };
}

const NOTHING: Remembered = {
  intentions: [],
  problems: [],
  held: [],
  cursors: { activities: null, mailbox: null },
  scope: null,
  place: null,
  halt: null,
  awaited: [],
  untold: [],
};

/** Knows the links and refuses everything else, so that a dry run cannot write by mistake. */
function readOnlyLedger(links: readonly Link[], meetings: Ledger['meetings']): Ledger {
  const refuse = async (): Promise<never> => {
    throw new Error('a dry run writes nothing');
  };
  return {
    links: async () => links,
    meetings,
    recentDeletions: async () => 0,
    withDoubleRemoved: async () => new Set(),
    begin: refuse,
    intend: refuse,
    confirmHold: refuse,
    record: refuse,
    show: refuse,
    finish: refuse,
    fail: refuse,
    abandon: refuse,
  };
}
