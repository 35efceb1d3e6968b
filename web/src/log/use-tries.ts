import { useEffect, useRef, useState } from 'react';
import type { SetAsideEntry } from '../api/contract.ts';

/** How it stands with an entry that somebody asked to have tried again; null where nobody did. */
export type TryState = 'trying' | 'failed' | null;

/** Milliseconds after which nobody waits any more for the result of a try. */
const PATIENCE = 120_000;

interface Try {
  readonly attempts: number;
  readonly at: number;
}

/**
 * Follows entries that are tried again: one that is gone from the list was synchronized (`onDone` is told how many),
 * one that was attempted once more failed again.
 */
export function useTries(entries: readonly SetAsideEntry[], onDone: (count: number) => void) {
  const [tries, setTries] = useState<ReadonlyMap<string, Try>>(new Map());
  const told = useRef(onDone);
  told.current = onDone;
  const begin = (some: readonly SetAsideEntry[]) => {
    const at = Date.now();
    setTries(
      (before) => new Map([...before, ...some.map(({ id, attempts }) => [id, { attempts, at }] as const)]),
    );
  };
  useEffect(() => {
    const standing = new Set(entries.map(({ id }) => id));
    const done = [...tries.keys()].filter((id) => !standing.has(id));
    if (done.length === 0) return;
    told.current(done.length);
    setTries(new Map([...tries].filter(([id]) => standing.has(id))));
  }, [entries, tries]);
  const stateOf = ({ id, attempts }: SetAsideEntry): TryState => {
    const begun = tries.get(id);
    if (!begun) return null;
    if (attempts > begun.attempts) return 'failed';
    return Date.now() - begun.at < PATIENCE ? 'trying' : null;
  };
  return { begin, stateOf, isTrying: entries.some((entry) => stateOf(entry) === 'trying') };
}
