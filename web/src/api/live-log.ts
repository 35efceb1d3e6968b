import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { paramsOf } from './log.ts';
import { meQuery } from './session.ts';

/** `live` while the server tells of news by itself; `away` while the page tries to reach it. */
export type LiveState = 'live' | 'away';

/** Milliseconds after which a stream that the server refused is asked for again. */
const AGAIN = 5_000;

const WITH_NEWS = ['log-latest', 'set-aside', 'held'];
const WITH_RUNS = ['log-runs', 'set-aside', 'held'];

/**
 * Listens for news of a log, and has what is shown of it looked at again. The stream says that there is something,
 * never what. It rests while nobody looks at the window: a browser keeps few connections to one server.
 * `newest`: id of the newest line that the page knows.
 */
export function useLiveLog(companyId: string | undefined, newest: string | undefined): LiveState {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>('away');
  const known = useRef(newest);
  known.current = newest ?? known.current;
  useEffect(() => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lookAgain = (keys: readonly string[]) =>
      Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })));
    // Whether the session is over is for everything that asks to find out: it leads to the sign-in.
    const askWhoIsIn = () => queries.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => {});

    function open(): void {
      close();
      if (document.hidden) return;
      source = new EventSource(`/api/log/live?${paramsOf({ since: known.current ?? '0', companyId })}`);
      source.onopen = () => setState('live');
      source.addEventListener('news', () => lookAgain(WITH_NEWS));
      source.addEventListener('runs', () => lookAgain(WITH_RUNS));
      source.addEventListener('end', () => {
        close();
        askWhoIsIn();
      });
      source.onerror = () => {
        setState('away');
        // The browser comes back by itself after a broken connection, but not after a refusal.
        if (source?.readyState !== EventSource.CLOSED) return;
        askWhoIsIn();
        timer = setTimeout(open, AGAIN);
      };
    }
    function close(): void {
      clearTimeout(timer);
      source?.close();
      source = null;
    }
    const onVisible = () => (document.hidden ? close() : open());
    open();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      document.removeEventListener('visibilitychange', onVisible);
      close();
    };
  }, [companyId, queries]);
  return state;
}
