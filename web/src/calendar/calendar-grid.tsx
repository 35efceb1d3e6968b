import FullCalendar, { type CalendarRef } from '@fullcalendar/react';
import dayGrid from '@fullcalendar/react/daygrid';
import interaction from '@fullcalendar/react/interaction';
import list from '@fullcalendar/react/list';
import british from '@fullcalendar/react/locales/en-gb';
import finnish from '@fullcalendar/react/locales/fi';
import swedish from '@fullcalendar/react/locales/sv';
import breezy from '@fullcalendar/react/themes/breezy';
import timeGrid from '@fullcalendar/react/timegrid';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/breezy/theme.css';
import './calendar-palette.css';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityTime, ActivityType, ActivityView } from '../api/contract.ts';
import { useMe } from '../api/session.ts';
import type { CalendarView } from '../routes/search.ts';
import { calendarEvent, drawnTime } from './calendar-event.ts';
import { timeFormat } from './clock-format.ts';
import classes from './event-content.module.css';
import { EventContent } from './event-content.tsx';
import { VIEWS, viewsIn } from './grid-views.ts';
import { asDuration, shownHours } from './shown-hours.ts';
import { useHiddenWords } from './use-hidden-words.ts';
import { useMove } from './use-move.ts';

const PLUGINS = [dayGrid, timeGrid, list, interaction, breezy];
/** Pixels that one line of words needs, however short the activity. */
const SHORTEST = 26;
const LOCALES = [finnish, swedish, british];

interface CalendarGridProps {
  readonly view: CalendarView;
  readonly date: string;
  readonly activities: readonly ActivityView[];
  readonly types: readonly ActivityType[];
  /** Whether it is one's own calendar, where new activities can be drawn. */
  readonly mine: boolean;
  readonly onOpen: (activity: ActivityView) => void;
  readonly onDraw: (time: ActivityTime) => void;
}

/** The calendar itself. Where it stands comes from outside; drags and drawn times go out. */
export function CalendarGrid(props: CalendarGridProps) {
  const { view, date, activities, types, mine } = props;
  const { i18n } = useTranslation();
  const { timeZone } = useMe();
  const words = useHiddenWords();
  const time = useMemo(() => timeFormat(i18n.language), [i18n.language]);
  const views = useMemo(() => viewsIn(i18n.language), [i18n.language]);
  const calendar = useRef<CalendarRef>(null);
  const move = useMove(timeZone);
  useEffect(() => {
    calendar.current?.getApi().changeView(VIEWS[view], date);
  }, [view, date]);
  const hours = useMemo(() => shownHours(activities, timeZone), [activities, timeZone]);
  const events = useMemo(() => {
    const byId = new Map(types.map((type) => [type.id, type]));
    return activities.map((activity) => calendarEvent(activity, byId, words));
  }, [activities, types, words]);
  return (
    <FullCalendar
      ref={calendar}
      plugins={PLUGINS}
      locales={LOCALES}
      locale={i18n.language === 'en' ? 'en-gb' : i18n.language}
      timeZone={timeZone}
      initialView={VIEWS[view]}
      initialDate={date}
      views={views}
      headerToolbar={false}
      height="auto"
      tableHeaderSticky
      slotMinTime={asDuration(hours.first)}
      slotMaxTime={asDuration(hours.end)}
      nowIndicator
      slotHeaderFormat={time}
      eventTimeFormat={time}
      slotEventOverlap={false}
      eventMinHeight={SHORTEST}
      dayMaxEvents={4}
      eventDisplay="block"
      eventClass={classes.event}
      forceEventDuration
      selectable={mine}
      selectMirror
      events={events}
      eventContent={(info) => <EventContent info={info} />}
      eventClick={(info) => props.onOpen(info.event.extendedProps.activity as ActivityView)}
      select={(drawn) => {
        calendar.current?.getApi().unselect();
        props.onDraw(drawnTime(drawn, timeZone));
      }}
      eventDrop={move}
      eventResize={move}
    />
  );
}
