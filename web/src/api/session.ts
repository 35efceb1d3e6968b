import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { showLanguage } from '../language/i18n.ts';
import { call, rememberCsrfToken } from './client.ts';
import type { Language, Me, SignIn, StartInfo } from './contract.ts';

export const startQuery = queryOptions({
  queryKey: ['start'],
  queryFn: ({ signal }) => call<StartInfo>('/start', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Who is signed in. Fails with 401 when nobody is; the router then shows the sign-in page. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => welcome(await call<Me>('/me', { signal })),
  staleTime: 30_000,
  retry: false,
});

/** Whoever is signed in; only for pages behind the sign-in, where the router has loaded it. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Signs in. A language chosen on the sign-in page becomes the user's own. */
export function useSignIn(chosenLanguage: Language | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: SignIn) => {
      const me = await call<Me>('/session', { method: 'POST', body });
      rememberCsrfToken(me.csrfToken);
      return chosenLanguage ? storeLanguage(chosenLanguage) : me;
    },
    onSuccess: async (me) => {
      queries.clear();
      queries.setQueryData(meQuery.queryKey, await welcome(me));
    },
  });
}

/** Signs out and loads the page anew, so that nothing of the session stays in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => call<void>('/session', { method: 'DELETE' }),
    onSuccess: () => window.location.assign('/sign-in'),
  });
}

/** Changes the language of the page and of the user, wherever they sign in next. */
export function useMyLanguage() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (language: Language) => {
      await showLanguage(language);
      return storeLanguage(language);
    },
    onSuccess: (me) => queries.setQueryData(meQuery.queryKey, me),
  });
}

function storeLanguage(language: Language): Promise<Me> {
  return call<Me>('/me', { method: 'PATCH', body: { language } });
}

async function welcome(me: Me): Promise<Me> {
  rememberCsrfToken(me.csrfToken);
  await showLanguage(me.language);
  return me;
}
