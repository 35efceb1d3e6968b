import type { EventDisplayInfo } from '@fullcalendar/react';
import { VisuallyHidden } from '@mantine/core';
import { IconRefresh, IconRepeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../api/contract.ts';
import classes from './event-content.module.css';

/** One activity in the calendar: time, subject, place, and the marks of a series and of synchronization. */
export function EventContent({ info }: { readonly info: EventDisplayInfo }) {
  const activity = info.event.extendedProps.activity as ActivityView | undefined;
  const inMonth = info.view.type === 'dayGridMonth';
  const short = info.isShort || inMonth || info.event.allDay;
  // On little room the subject says more than the time, which shows by the place among the hours.
  const timeLast = short && !inMonth;
  const time = info.timeText && <span className={classes.time}>{info.timeText} </span>;
  return (
    <div
      className={classes.content}
      data-short={short}
      data-month={inMonth}
      data-tight={info.isShort && !inMonth && !info.event.allDay}
      data-time-last={timeLast}
      data-activity={activity?.id}
    >
      {!timeLast && time}
      <span className={classes.title}>{info.event.title}</span> {timeLast && time}
      {activity && (activity.recurring || activity.synchronized) && <Marks activity={activity} />}
      {activity?.location && <span className={classes.place}>{activity.location}</span>}
    </div>
  );
}

/** What is seen of an activity at a glance; however little room there is, the subject gives way to it. */
function Marks({ activity: { recurring, synchronized } }: { readonly activity: ActivityView }) {
  const { t } = useTranslation();
  return (
    <span className={classes.marks}>
      {recurring && <IconRepeat size={12} aria-label={t('calendar.recurring')} />}
      {synchronized && (
        <span title={t('calendar.synchronizedWith', { mailbox: synchronized.mailbox })}>
          <IconRefresh size={12} aria-hidden />
          <VisuallyHidden>{t('calendar.synchronized')}</VisuallyHidden>
        </span>
      )}
    </span>
  );
}
