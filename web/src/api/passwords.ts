import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, rememberCsrfToken } from './client.ts';
import type {
  ForgottenPassword,
  IssuedLink,
  LinkInfo,
  Me,
  MySignIn,
  PasswordByLink,
  PasswordChange,
  ProviderAddress,
} from './contract.ts';
import { meQuery } from './session.ts';

export const mySignInQuery = queryOptions({
  queryKey: ['my-sign-in'],
  queryFn: ({ signal }) => call<MySignIn>('/me/sign-in', { signal }),
});

/** For whom a link is. The token goes in the body, so that no address ever holds it. */
export function linkQuery(token: string) {
  return queryOptions({
    queryKey: ['password-link', token],
    queryFn: ({ signal }) => call<LinkInfo>('/password/link', { method: 'POST', body: { token }, signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useForgottenPassword() {
  return useMutation({
    mutationFn: (body: ForgottenPassword) => call<void>('/password/forgot', { method: 'POST', body }),
  });
}

/** Sets the password by a link; whoever does is signed in from then on. */
export function useSetPassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: PasswordByLink) => call<Me>('/password/set', { method: 'POST', body }),
    onSuccess: (me) => {
      rememberCsrfToken(me.csrfToken);
      queries.clear();
    },
  });
}

/** Changes one's own password; the session is a new one afterwards. */
export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: PasswordChange) => call<Me>('/me/password', { method: 'PUT', body }),
    onSuccess: async (me) => {
      rememberCsrfToken(me.csrfToken);
      queries.setQueryData(meQuery.queryKey, me);
      await queries.invalidateQueries({ queryKey: mySignInQuery.queryKey });
    },
  });
}

/** Leaves for the provider, which leads back to the profile. */
export function useLinkIdentity() {
  return useMutation({
    mutationFn: () => call<ProviderAddress>('/me/identity', { method: 'POST' }),
    onSuccess: ({ location }) => window.location.assign(location),
  });
}

export function useUnlinkIdentity() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call<void>('/me/identity', { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: mySignInQuery.queryKey }),
  });
}

export function useIssuePasswordLink(userId: string) {
  return useMutation({
    mutationFn: () => call<IssuedLink>(`/users/${userId}/password-link`, { method: 'POST' }),
  });
}
