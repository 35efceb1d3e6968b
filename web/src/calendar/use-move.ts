import type { EventChangeInfo } from '@fullcalendar/react';
import { useTranslation } from 'react-i18next';
import { useActivityChange } from '../api/activities.ts';
import type { ActivityView } from '../api/contract.ts';
import { notifyFailure } from '../parts/notify.ts';
import { drawnTime } from './calendar-event.ts';

/** Writes a drag or a resize; what the API refuses goes back to where it was, with the reason. */
export function useMove(timeZone: string) {
  const { t } = useTranslation();
  const change = useActivityChange();
  return ({ event, revert }: EventChangeInfo) => {
    const activity = event.extendedProps.activity as ActivityView;
    change.mutate(
      { activity, change: { time: drawnTime(event, timeZone) } },
      {
        onError: (error) => {
          revert();
          notifyFailure(t('calendar.notMoved'), error);
        },
      },
    );
  };
}
