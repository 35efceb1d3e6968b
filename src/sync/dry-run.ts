import type { CalendarEntry } from '../model/calendar-entry.ts';
import type { Link } from '../model/link.ts';
import type { Plan, Step } from '../model/plan.ts';
import type { RunCounts } from '../model/run-counts.ts';
import type { EntryTime } from '../model/time.ts';
import { countPlan } from './counts.ts';
import { type DryInput, dryPlan } from './dry-plan.ts';
import type { Ledger } from './ledger.ts';

/** Examples of each kind that a person is shown. */
const EXAMPLES = 5;

export type ExampleKind = 'createActivity' | 'createInMailbox' | 'match' | 'update' | 'leaveAlone' | 'delete';

export interface Example {
  readonly kind: ExampleKind;
  readonly subject: string;
  readonly time: EntryTime;
  readonly isPrivate: boolean;
}

export interface DryRun {
  readonly counts: RunCounts;
  readonly examples: readonly Example[];
}

/**
 * What a first run would do: both sides are read whole and reconciled, and nothing is written on either
 * side or in the database. Throws SideError.
 */
export async function dryRun(
  input: DryInput,
  links: readonly Link[],
  askMeetings: Ledger['meetings'],
): Promise<DryRun> {
  const { plan } = await dryPlan(input, links, askMeetings);
  return { counts: countPlan(plan), examples: examplesOf(plan) };
}

function examplesOf(plan: Plan): readonly Example[] {
  const shown = new Map<ExampleKind, Example[]>();
  for (const step of [...plan.steps, ...plan.held])
    for (const example of examplesIn(step)) {
      const some = shown.get(example.kind) ?? [];
      if (some.length < EXAMPLES) shown.set(example.kind, [...some, example]);
    }
  return [...shown.values()].flat();
}

function examplesIn(step: Step): readonly Example[] {
  const of = (kind: ExampleKind, { subject, time, isPrivate }: CalendarEntry): Example[] => [
    { kind, subject, time, isPrivate },
  ];
  switch (step.kind) {
    case 'createActivity':
    case 'recreateActivity':
      return of('createActivity', step.item.entry);
    case 'createInMailbox':
    case 'recreateInMailbox':
      return of('createInMailbox', step.activity.entry);
    case 'match':
      return of('match', step.activity.entry);
    case 'update':
      return of('update', (step.activity ?? step.item)?.entry ?? step.link.activity.base);
    case 'deleteActivity':
      return of('delete', step.link.activity.base);
    case 'deleteFromMailbox':
      return of('delete', step.link.mailbox.base);
    case 'deleteDuplicate':
      return of('delete', step.duplicate.entry);
    case 'leaveAlone':
      return step.entries.flatMap(({ entry }) => of('leaveAlone', entry));
    case 'replaceCopy':
      return of('match', step.item.entry);
    case 'record':
    case 'unlink':
    case 'await':
      return [];
  }
}
