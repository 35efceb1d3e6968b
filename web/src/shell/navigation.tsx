import { Divider, Stack, Text } from '@mantine/core';
import {
  IconActivity,
  IconBuilding,
  IconCalendar,
  IconListDetails,
  IconMessage,
  IconPlugConnected,
  IconPuzzle,
  IconRefresh,
  IconShieldCheck,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.ts';
import { NavigationLink } from './navigation-link.tsx';

/** Where one can go: the settings only for those who may see them. */
export function Navigation({ onGone }: { readonly onGone: () => void }) {
  const { t } = useTranslation();
  const { role } = useMe();
  if (role === 'operator')
    return (
      <Stack component="nav" gap={4} aria-label={t('shell.navigation')}>
        <NavigationLink
          to="/companies"
          icon={<IconBuilding />}
          label={t('companies.title')}
          onClick={onGone}
        />
        <WatchLinks onGone={onGone} />
        <NavigationLink
          to="/guide-answers"
          icon={<IconMessage />}
          label={t('guide.answers.title')}
          onClick={onGone}
        />
      </Stack>
    );
  return (
    <Stack component="nav" gap={4} aria-label={t('shell.navigation')}>
      <NavigationLink to="/calendar" icon={<IconCalendar />} label={t('calendar.title')} onClick={onGone} />
      <NavigationLink
        to="/profile/calendar-synchronization"
        icon={<IconRefresh />}
        label={t('mine.title')}
        description={t('shell.myProfile')}
        onClick={onGone}
      />
      <NavigationLink to="/log" icon={<IconListDetails />} label={t('log.title')} onClick={onGone} />
      {role !== 'user' && (
        <>
          <WatchLinks onGone={onGone} />
          <Divider my="xs" />
          <Text fz="xs" fw={600} c="dimmed" px="sm" pb={2}>
            {t('shell.settings')}
          </Text>
          {role === 'administrator' && (
            <NavigationLink
              to="/settings/add-ons"
              icon={<IconPuzzle />}
              label={t('addOns.title')}
              onClick={onGone}
            />
          )}
          <NavigationLink
            to="/settings/exchange"
            icon={<IconPlugConnected />}
            label={t('exchange.title')}
            onClick={onGone}
          />
          <NavigationLink
            to="/settings/users"
            icon={<IconUsers />}
            label={t('users.title')}
            onClick={onGone}
          />
        </>
      )}
    </Stack>
  );
}

/** For those who watch over others: how it goes, and who did what. */
function WatchLinks({ onGone }: { readonly onGone: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <NavigationLink to="/health" icon={<IconActivity />} label={t('health.title')} onClick={onGone} />
      <NavigationLink to="/audit" icon={<IconShieldCheck />} label={t('audit.title')} onClick={onGone} />
    </>
  );
}
