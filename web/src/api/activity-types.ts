import { queryOptions } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from './client.ts';
import type { ActivityType, Language } from './contract.ts';

export const activityTypesQuery = queryOptions({
  queryKey: ['activity-types'],
  queryFn: ({ signal }) => call<ActivityType[]>('/activity-types', { signal }),
  staleTime: 60_000,
});

/** The name of an activity type in the language of the page. */
export function useTypeName(): (type: ActivityType) => string {
  const { i18n } = useTranslation();
  return (type) => type.names[i18n.language as Language] || type.names.en;
}
