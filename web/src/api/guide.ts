import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import type { GuideAnswerPage, GuideFeedback, GuideName } from './contract.ts';

export const ANSWERS_ON_A_PAGE = 20;

export function guideAnswersQuery(page: number) {
  const params = new URLSearchParams({ page: String(page), pageSize: String(ANSWERS_ON_A_PAGE) });
  return queryOptions({
    queryKey: ['guide-feedback', page],
    queryFn: ({ signal }) => call<GuideAnswerPage>(`/guide-feedback?${params}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Says whether the guide helped; a second answer takes the place of the first. */
export function useGuideFeedback(guide: GuideName) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: GuideFeedback) => call<unknown>(`/guide-feedback/${guide}`, { method: 'PUT', body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['guide-feedback'] }),
  });
}
