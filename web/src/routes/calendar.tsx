import { Paper } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { activitiesQuery } from '../api/activities.ts';
import { activityTypesQuery } from '../api/activity-types.ts';
import { useMe } from '../api/session.ts';
import type { OpenActivity } from '../calendar/activity-dialog.tsx';
import { CalendarGrid } from '../calendar/calendar-grid.tsx';
import { CalendarToolbar } from '../calendar/calendar-toolbar.tsx';
import { nextFreeHour } from '../calendar/next-free-hour.ts';
import { shownInstants } from '../calendar/period.ts';
import { useFocusBack } from '../calendar/use-focus-back.ts';
import { WideGrid } from '../calendar/wide-grid.tsx';
import { today } from '../language/zoned-time.ts';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import type { CalendarSearch } from './search.ts';

/** The form with its date pickers is only loaded by whoever opens an activity. */
const ActivityDialog = lazy(async () => ({
  default: (await import('../calendar/activity-dialog.tsx')).ActivityDialog,
}));

/** Calendar: my activities, or those of a colleague as far as I may see them. */
export function CalendarPage() {
  const { t } = useTranslation();
  const me = useMe();
  const search = useSearch({ from: '/signed-in/calendar' });
  const navigate = useNavigate({ from: '/calendar' });
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const view = search.view ?? (narrow ? 'day' : 'week');
  const date = search.date ?? today(me.timeZone);
  const userId = search.user ?? me.id;
  const [opened, setOpened] = useState<OpenActivity | null>(null);
  const [everOpened, setEverOpened] = useState(false);
  const open = (activity: OpenActivity) => {
    setEverOpened(true);
    setOpened(activity);
  };
  const types = useQuery(activityTypesQuery);
  const activities = useQuery(activitiesQuery({ ...shownInstants(view, date, me.timeZone), userId }));
  useFocusBack(opened, !activities.isFetching);
  const failed = [types, activities].find((query) => query.isError && !query.data);
  const go = (next: CalendarSearch) => navigate({ search: (old) => ({ ...old, ...next }) });
  const isMine = userId === me.id;
  return (
    <Page title={t('calendar.title')} wide>
      <CalendarToolbar
        view={view}
        date={date}
        userId={userId}
        narrow={narrow}
        onGo={go}
        onCreate={() => open({ kind: 'new', time: nextFreeHour(date, me.timeZone) })}
      />
      {failed && <ErrorState error={failed.error} retry={failed.refetch} />}
      {!failed && !types.data && <Loading />}
      {!failed && types.data && (
        <Paper withBorder p={0} style={{ overflow: 'hidden' }} aria-busy={activities.isPlaceholderData}>
          <WideGrid view={view} narrow={narrow}>
            <CalendarGrid
              view={view}
              date={date}
              activities={activities.data ?? []}
              types={types.data}
              mine={isMine}
              onOpen={(activity) => open({ kind: 'existing', activity })}
              onDraw={(time) => open({ kind: 'new', time })}
            />
          </WideGrid>
        </Paper>
      )}
      {types.data && everOpened && (
        <Suspense>
          <ActivityDialog opened={opened} types={types.data} onClose={() => setOpened(null)} />
        </Suspense>
      )}
    </Page>
  );
}
