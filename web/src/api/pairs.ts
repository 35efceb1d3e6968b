import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { call } from './client.ts';
import type { PairPage } from './contract.ts';

const PAIRS_AT_A_TIME = 25;

/**
 * What of a user is synchronized with what, as far as a search finds it. `count` of all their pairs: as long as
 * it stays, what was found is still right.
 */
export function pairsQuery(userId: string, text: string, count: number) {
  return infiniteQueryOptions({
    queryKey: ['pairs', userId, text, count],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({ limit: String(PAIRS_AT_A_TIME) });
      if (text) params.set('text', text);
      if (pageParam) params.set('after', pageParam);
      return call<PairPage>(`/users/${userId}/synchronization/pairs?${params}`, { signal });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    // What was found stays in sight while the next search is under way.
    placeholderData: keepPreviousData,
  });
}
