import { noCounts, type RunCounts } from '../../model/run-counts.ts';
import type { Run } from '../../store/runs.ts';
import type { RunView } from '../contract.ts';
import { troubleView } from './trouble.ts';

/** A run as the page draws it. The total is null until the run has counted its work. */
export function runView(run: Run): RunView {
  return {
    id: run.id,
    trigger: run.trigger,
    state: run.state,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    done: run.done,
    total: run.total === 0 && run.state === 'running' ? null : run.total,
    counts: countsView(run.counts),
    error: run.error && troubleView(run.error, run.endedAt ?? run.startedAt),
  };
}

/** All the counts of the model; what was not counted is 0. */
export function countsView(counts: Readonly<Record<string, number>> | null): RunCounts {
  const all = noCounts();
  for (const name of Object.keys(all) as (keyof RunCounts)[]) all[name] = counts?.[name] ?? 0;
  return all;
}
