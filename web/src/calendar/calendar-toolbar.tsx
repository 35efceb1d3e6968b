import { ActionIcon, Button, Group, NativeSelect, SegmentedControl, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.ts';
import { today } from '../language/zoned-time.ts';
import { CALENDAR_VIEWS, type CalendarSearch, type CalendarView } from '../routes/search.ts';
import { ColleaguePicker } from './colleague-picker.tsx';
import { periodTitle, stepped } from './period.ts';
import { NEW_ACTIVITY } from './use-focus-back.ts';

interface CalendarToolbarProps {
  readonly view: CalendarView;
  readonly date: string;
  readonly userId: string;
  readonly narrow: boolean;
  readonly onGo: (search: CalendarSearch) => void;
  readonly onCreate: () => void;
}

/** Where in time, which view, whose calendar; and the button that makes an activity without a mouse. */
export function CalendarToolbar({ view, date, userId, narrow, onGo, onCreate }: CalendarToolbarProps) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="xs">
        <Button variant="default" onClick={() => onGo({ date: today(me.timeZone) })}>
          {t('calendar.today')}
        </Button>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('calendar.previous')}
          onClick={() => onGo({ date: stepped(view, date, -1) })}
        >
          <IconChevronLeft size={18} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('calendar.next')}
          onClick={() => onGo({ date: stepped(view, date, 1) })}
        >
          <IconChevronRight size={18} />
        </ActionIcon>
        <Text fw={600} ml={6} aria-live="polite" component="h2" fz={{ base: 'sm', sm: 'md' }}>
          {periodTitle(view, date, i18n.language)}
        </Text>
      </Group>
      <Group gap="sm">
        <ColleaguePicker userId={userId} onChange={(id) => onGo({ user: id === me.id ? undefined : id })} />
        <ViewSwitch view={view} narrow={narrow} onChange={(next) => onGo({ view: next })} />
        {userId === me.id && (
          <Button id={NEW_ACTIVITY} leftSection={<IconPlus size={16} aria-hidden />} onClick={onCreate}>
            {t('calendar.new')}
          </Button>
        )}
      </Group>
    </Group>
  );
}

interface ViewSwitchProps {
  readonly view: CalendarView;
  readonly narrow: boolean;
  readonly onChange: (view: CalendarView) => void;
}

function ViewSwitch({ view, narrow, onChange }: ViewSwitchProps) {
  const { t } = useTranslation();
  const data = CALENDAR_VIEWS.map((name) => ({ value: name, label: t(`calendar.view.${name}`) }));
  const change = (next: string) => onChange(next as CalendarView);
  if (narrow)
    return (
      <NativeSelect
        aria-label={t('calendar.viewLabel')}
        w={140}
        data={data}
        value={view}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  return <SegmentedControl aria-label={t('calendar.viewLabel')} data={data} value={view} onChange={change} />;
}
