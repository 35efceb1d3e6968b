import { Group, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { TextLink } from '../parts/text-link.tsx';

/** With which mailbox an activity is synchronized, and its story one press away: of an occurrence its series'. */
export function SynchronizedNote({ activity }: { readonly activity: ActivityView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { synchronized } = activity;
  if (!synchronized) return null;
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <IconRefresh size={16} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
      <Text fz="sm" style={{ overflowWrap: 'anywhere' }}>
        {t('calendar.synchronizedSince', {
          mailbox: synchronized.mailbox,
          at: format.dateTime(synchronized.since),
        })}{' '}
        <TextLink to="/log" search={{ activityId: activity.seriesId ?? activity.id }} fz="sm">
          {t('calendar.story')}
        </TextLink>
      </Text>
    </Group>
  );
}
