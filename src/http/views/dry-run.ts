import type { DryRunResult } from '../../jobs/engine.ts';
import type { DryRun } from '../contract.ts';
import { countsView } from './run.ts';
import { addressMatchOf } from './synchronization.ts';

/** What switching on would do. The subjects are the person's own: nobody else gets this answer. */
export function dryRunView({ counts, examples, ...found }: DryRunResult, address: string): DryRun {
  return {
    counts: countsView({ ...counts }),
    examples: examples.map(({ kind, subject, time, isPrivate }) => ({
      kind,
      subject,
      start: time.start,
      allDay: time.kind === 'allDay',
      isPrivate,
    })),
    resolvedAddress: found.resolvedAddress,
    addressMatch: addressMatchOf(address, found),
  };
}
