import type { EventDisplayInfo } from '@fullcalendar/react';
import { VisuallyHidden } from '@mantine/core';
import { IconRefresh, IconRepeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../api/contract.ts';
import classes from './event-content.module.css';

/** One activity in the calendar: time, subject, place, and the marks of a series and of synchronization. */
export function EventContent({ info }: { readonly info: EventDisplayInfo }) {
  const { t } = useTranslation();
  const activity = info.event.extendedProps.activity as ActivityView | undefined;
  const short = info.isShort || info.view.type === 'dayGridMonth';
  // On little room the subject says more than the time, which shows by the place in the grid.
  const time = info.timeText && <span className={classes.time}>{info.timeText} </span>;
  return (
    <div className={classes.content} data-short={short}>
      {!short && time}
      <span className={classes.title}>{info.event.title}</span> {short && time}
      {activity?.recurring && <IconRepeat size={12} aria-label={t('calendar.recurring')} />}
      {activity?.synchronized && (
        <span
          className={classes.mark}
          title={t('calendar.synchronizedWith', { mailbox: activity.synchronized.mailbox })}
        >
          <IconRefresh size={12} aria-hidden />
          <VisuallyHidden>{t('calendar.synchronized')}</VisuallyHidden>
        </span>
      )}
      {activity?.location && <span className={classes.place}>{activity.location}</span>}
    </div>
  );
}
