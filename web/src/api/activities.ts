import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import type {
  ActivityAnswer,
  ActivityChange,
  ActivityForm,
  ActivityScope,
  ActivityView,
} from './contract.ts';

/** Which activities: of whom, and between which instants. */
export interface ActivitiesAsked {
  readonly from: string;
  readonly to: string;
  readonly userId: string;
}

/** What changes in Exchange shall be seen here without a reload. */
const FRESH = 5_000;

export function activitiesQuery({ from, to, userId }: ActivitiesAsked) {
  return queryOptions({
    queryKey: ['activities', userId, from, to],
    queryFn: ({ signal }) =>
      call<ActivityView[]>(`/activities?${new URLSearchParams({ from, to, userId })}`, { signal }),
    // The period before stays in sight while the next one comes, but never another person's activities.
    placeholderData: (previous, query) => (query?.queryKey[1] === userId ? previous : undefined),
    refetchInterval: FRESH,
  });
}

/** The series of an occurrence, for its rule; nothing is asked of what is no occurrence, or hidden. */
export function seriesQuery(activity: ActivityView | null) {
  const id = activity?.hidden === null ? activity.seriesId : null;
  return queryOptions({
    queryKey: ['series', id],
    queryFn: ({ signal }) => call<ActivityView>(`/activities/${id}`, { signal }),
    enabled: id !== null,
    // A form is open meanwhile, over which nothing shall be written.
    refetchOnWindowFocus: false,
  });
}

export function useActivityCreation() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: ActivityForm) => call<ActivityView>('/activities', { method: 'POST', body }),
    onSettled: refresh,
  });
}

/** A change as it is sent, and the activity as it is shown until the answer comes. */
export interface ActivityEdit {
  readonly activity: ActivityView;
  readonly change: Omit<ActivityChange, 'version'>;
  /** Of an occurrence: how far the change goes; it alone where nothing is said. */
  readonly scope?: ActivityScope;
}

/**
 * Changes an activity. It shows at once what it will be, and what it really is when the answer comes; a
 * 409 `staleVersion` brings back what somebody else made of it.
 */
export function useActivityChange() {
  const queries = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ activity, change, scope = 'this' }: ActivityEdit) =>
      call<ActivityView>(`/activities/${activity.id}?${new URLSearchParams({ scope })}`, {
        method: 'PATCH',
        body: { ...change, version: activity.version },
      }),
    onMutate: async ({ activity, change }) => {
      await queries.cancelQueries({ queryKey: ['activities'] });
      replace(shownAs(activity, change));
    },
    onSuccess: (activity) => replace(activity),
    onError: (_error, { activity }) => replace(activity),
    onSettled: refresh,
  });

  function replace(activity: ActivityView): void {
    queries.setQueriesData<ActivityView[]>({ queryKey: ['activities'] }, (known) =>
      known?.map((other) => (other.id === activity.id ? activity : other)),
    );
  }
}

/** What a change looks like at once; the days and people of a series only the server knows. */
function shownAs(activity: ActivityView, { recurrence: _, ...change }: ActivityEdit['change']): ActivityView {
  return { ...activity, ...change };
}

/** My answer to what somebody else asked me to take part in. */
export function useActivityAnswer() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ activity: { id }, answer }: ActivityAnswer & { readonly activity: ActivityView }) =>
      call<ActivityView>(`/activities/${id}/answer`, { method: 'PUT', body: { answer } }),
    onSettled: refresh,
  });
}

/** What is to be deleted, and of an occurrence how far the deletion goes. */
export interface ActivityRemoval {
  readonly activity: ActivityView;
  readonly scope: ActivityScope;
}

/** Deletes an activity; a participant thereby only leaves it. */
export function useActivityDeletion() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ activity: { id, version }, scope }: ActivityRemoval) =>
      call<void>(`/activities/${id}?${new URLSearchParams({ version, scope })}`, { method: 'DELETE' }),
    onSettled: refresh,
  });
}

function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    queries.removeQueries({ queryKey: ['series'], type: 'inactive' });
    await queries.invalidateQueries({ queryKey: ['activities'] });
  };
}
