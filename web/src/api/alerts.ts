import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import type { AlertForm, AlertSettings, Alerts, AlertTest } from './contract.ts';

export const alertsQuery = queryOptions({
  queryKey: ['alerts'],
  queryFn: ({ signal }) => call<Alerts>('/alerts', { signal }),
  refetchInterval: 30_000,
});

export const alertSettingsQuery = queryOptions({
  queryKey: ['alert-settings'],
  queryFn: ({ signal }) => call<AlertSettings>('/alert-settings', { signal }),
});

export function useSaveAlertSettings() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: AlertForm) => call<AlertSettings>('/alert-settings', { method: 'PUT', body }),
    onSuccess: (saved) => queries.setQueryData(alertSettingsQuery.queryKey, saved),
  });
}

/** Sends a message to everyone who is told; how it went is seen in the list of messages. */
export function useAlertTest() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call<AlertTest>('/alert-settings/test', { method: 'POST' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: alertsQuery.queryKey }),
  });
}
