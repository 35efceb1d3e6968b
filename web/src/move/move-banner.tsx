import { Alert, Group, Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { moveQuery } from '../api/move.ts';
import { LinkButton } from '../parts/link-button.tsx';

/** Above the settings: that a move is being prepared or under way, and the way to it. */
export function MoveBanner() {
  const { t } = useTranslation();
  const { data } = useQuery(moveQuery);
  const move = data?.move;
  if (!move || move.state === 'cancelled' || move.state === 'finished') return null;
  const version = t(`exchange.versions.${move.to.version}`);
  return (
    <Alert color="ember" icon={<IconArrowsExchange />} title={t(`move.state.${move.state}`)}>
      <Group gap="sm" justify="space-between">
        <Text fz="sm" flex="1 1 16rem">
          {t(`move.banner.${move.state}`, { version })}
        </Text>
        <LinkButton to="/settings/exchange/move" size="xs">
          {t('move.toMove')}
        </LinkButton>
      </Group>
    </Alert>
  );
}
