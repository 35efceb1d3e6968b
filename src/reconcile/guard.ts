import type { Link, SideName } from '../model/link.ts';
import type { DeletionWatch, HaltReason, Plan, ReconcileInput, Step } from '../model/plan.ts';
import { touchesWindow } from './window.ts';

type Deletion = Extract<Step, { kind: 'deleteActivity' | 'deleteFromMailbox' }>;

/** A calendar of so few entries may be emptied by hand: nobody is asked. */
const FEW = 5;

/** Clocks further apart than this (milliseconds) do not merely run fast or slow. */
const A_DAY = 24 * 3600_000;

const UNSUSPICIOUS: DeletionWatch = {
  approved: new Set(),
  waiting: new Set(),
  recent: 0,
  isOtherMailbox: false,
};

/**
 * Holds deletions that look like an accident rather than like somebody's wish. Everything else proceeds, and
 * so does each deletion that a person approved; for what comes besides the guard stays as it was.
 */
export function guardDeletions(steps: readonly Step[], input: ReconcileInput): Plan {
  const watch = input.watch ?? UNSUSPICIOUS;
  const deletions = steps.filter(isDeletion);
  const guarded = deletions.filter(({ link }) => !watch.approved.has(link.id));
  const halt = guarded.length === 0 ? null : haltReason(guarded, steps, input, watch);
  const passing = halt ? deletions.filter(({ link }) => watch.approved.has(link.id)) : deletions;
  // Deletions come last: a run that dies on its way has then lost nothing that it was still to save.
  const others = steps.filter((step) => !isDeletion(step));
  return Object.freeze({
    steps: Object.freeze([...others, ...passing]),
    held: Object.freeze(halt ? guarded : []),
    halt,
  });
}

function isDeletion(step: Step): step is Deletion {
  return step.kind === 'deleteActivity' || step.kind === 'deleteFromMailbox';
}

function haltReason(
  guarded: readonly Deletion[],
  steps: readonly Step[],
  input: ReconcileInput,
  watch: DeletionWatch,
): HaltReason | null {
  if (watch.isOtherMailbox) return 'mailboxChanged';
  if (Math.abs(input.policy.clockOffset.mailbox) > A_DAY) return 'clockJumped';
  if (isSuddenlyEmpty('mailbox', guarded, steps, input, watch)) return 'mailboxSuddenlyEmpty';
  if (isSuddenlyEmpty('activities', guarded, steps, input, watch)) return 'activitiesSuddenlyEmpty';
  return guarded.length + watch.recent > input.policy.deletionLimit ? 'tooManyDeletions' : null;
}

/**
 * A side that told everything from the beginning and had nothing although entries of it are linked; or one
 * that said of every linked entry of the window that it is gone.
 */
function isSuddenlyEmpty(
  side: SideName,
  guarded: readonly Deletion[],
  steps: readonly Step[],
  { links, window, [side]: told }: ReconcileInput,
  { waiting }: DeletionWatch,
): boolean {
  const kind = side === 'mailbox' ? 'deleteActivity' : 'deleteFromMailbox';
  const caused = guarded.filter((step) => step.kind === kind).length;
  if (told.complete && told.entries.size === 0) return caused > 0;
  if (caused <= FEW) return false;
  const ended = new Set(
    steps.flatMap((step) => (step.kind === kind || step.kind === 'unlink' ? step.link.id : [])),
  );
  const isGone = ({ id }: Link) => ended.has(id) || waiting.has(id);
  return links.every((link) => isGone(link) || !touchesWindow(link.mailbox.base, window));
}
