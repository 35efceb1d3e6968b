import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, callRaw } from './client.ts';
import type {
  ExchangeSettings,
  ExchangeSettingsSave,
  ExchangeTest,
  FindAddress,
  FoundAddress,
  Rung,
} from './contract.ts';
import { ndjson } from './ndjson.ts';

/** The ladder asks Exchange several questions in turn, each with a time limit of its own. */
const LADDER_TIMEOUT = 180_000;

const SEARCH_TIMEOUT = 90_000;

export const exchangeSettingsQuery = queryOptions({
  queryKey: ['exchange-settings'],
  queryFn: ({ signal }) => call<ExchangeSettings>('/exchange-settings', { signal }),
});

/** Saves the settings once they pass the test, or anyway where the administrator says so. */
export function useExchangeSettingsSave() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ExchangeSettingsSave) =>
      call<unknown>('/exchange-settings', { method: 'PUT', body, timeout: LADDER_TIMEOUT }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: exchangeSettingsQuery.queryKey }),
        queries.invalidateQueries({ queryKey: ['me'] }),
      ]),
  });
}

/** Asks Autodiscover for the EWS address; places that do not answer take their time. */
export function useAddressSearch() {
  return useMutation({
    mutationFn: (body: FindAddress) =>
      call<FoundAddress>('/exchange-settings/find-address', {
        method: 'POST',
        body,
        timeout: SEARCH_TIMEOUT,
      }),
  });
}

/** Runs the connection test; yields each rung as the server tells it, first `running`, then known. */
export async function* connectionTest(body: ExchangeTest, signal: AbortSignal): AsyncGenerator<Rung> {
  const response = await callRaw('/exchange-settings/test', {
    method: 'POST',
    body,
    signal,
    timeout: LADDER_TIMEOUT,
  });
  if (response.body) yield* ndjson<Rung>(response.body);
}
