import { Alert, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Move } from '../api/contract.ts';
import { Card } from '../parts/card.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { MoveProgress } from './move-progress.tsx';

/** After the confirmation: how many mailboxes have been recognised over the new connection. */
export function MoveArrivals({ move }: { readonly move: Move }) {
  const { t } = useTranslation();
  const { arrivals } = move;
  if (!arrivals) return null;
  return (
    <Card title={t('move.arrived')}>
      <MoveProgress what="arrivedOf" done={arrivals.arrived} all={arrivals.users} />
      {move.state === 'finished' && (
        <Alert icon={<IconCheck />} color="spruce">
          {t('move.finished')}
        </Alert>
      )}
      {arrivals.inTrouble > 0 && (
        <Text fz="sm">
          {t('move.inTrouble', { count: arrivals.inTrouble })}{' '}
          <TextLink to="/settings/users" fz="sm">
            {t('move.toUsers')}
          </TextLink>
        </Text>
      )}
    </Card>
  );
}
