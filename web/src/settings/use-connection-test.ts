import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExchangeTest, Rung } from '../api/contract.ts';
import { connectionTest } from '../api/exchange-settings.ts';
import { withRung } from './rungs.ts';

interface ConnectionTest {
  readonly rungs: readonly Rung[];
  readonly running: boolean;
  readonly error: unknown;
  readonly start: (test: ExchangeTest) => Promise<void>;
}

/** Runs the connection test and holds its rungs as they come; a new start or leaving the page ends the old. */
export function useConnectionTest(onFailure: (failure: unknown) => void): ConnectionTest {
  const [rungs, setRungs] = useState<readonly Rung[]>([]);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);
  const told = useRef(onFailure);
  told.current = onFailure;

  const start = useCallback(async (test: ExchangeTest) => {
    current.current?.abort();
    const mine = new AbortController();
    current.current = mine;
    setRungs([]);
    setError(null);
    setRunning(true);
    try {
      for await (const rung of connectionTest(test, mine.signal)) setRungs((known) => withRung(known, rung));
    } catch (failure) {
      if (mine.signal.aborted) return;
      setError(failure);
      told.current(failure);
    } finally {
      if (current.current === mine) setRunning(false);
    }
  }, []);
  return { rungs, running, error, start };
}
