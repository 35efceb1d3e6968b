import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFailure } from '../api/client.ts';
import { meQuery } from '../api/session.ts';

/**
 * The page's cache of answers. `onSignedOut` is called when the API says that the session is over, whichever
 * request found out.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const watch = (error: unknown) => {
    const isOver = error instanceof ApiFailure && error.status === 401 && error.code === 'signInRequired';
    // Who was never signed in has no session that could end: the router leads them to the sign-in.
    if (isOver && queries.getQueryData(meQuery.queryKey)) onSignedOut();
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: { queries: { retry: mayHelpToRetry, staleTime: 5_000 } },
  });
  return queries;
}

/** A refusal stays a refusal; only a silent or broken server is worth two more tries. */
function mayHelpToRetry(failures: number, error: unknown): boolean {
  const refused = error instanceof ApiFailure && error.status >= 400 && error.status < 500;
  return !refused && failures < 2;
}
