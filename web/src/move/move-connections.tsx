import { Badge, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConnectionFacts, Move } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { Card } from '../parts/card.tsx';
import { Fact } from '../parts/fact.tsx';

const COLORS = {
  looking: 'spruce',
  looked: 'ember',
  failed: 'red',
  cancelled: 'gray',
  confirmed: 'spruce',
  finished: 'spruce',
} as const satisfies Record<Move['state'], string>;

/** From which connection to which, how the move stands, and who began and confirmed it. */
export function MoveConnections({ move }: { readonly move: Move }) {
  const { t } = useTranslation();
  const isOver = move.confirmedAt !== null;
  return (
    <Card
      title={t('move.connections')}
      aside={
        <Badge color={COLORS[move.state]} variant="light" size="lg" tt="none" data-testid="move-state">
          {t(`move.state.${move.state}`)}
        </Badge>
      }
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        <Side title={t(isOver ? 'move.fromBefore' : 'move.from')} connection={move.from} />
        <Side title={t(isOver ? 'move.from' : 'move.to')} connection={move.to} />
      </SimpleGrid>
      <WhoAndWhen move={move} />
    </Card>
  );
}

function Side({ title, connection }: { readonly title: string; readonly connection: ConnectionFacts }) {
  const { t } = useTranslation();
  const { version, signInWay, tenant, applicationId, ewsUrl, delegateUserName, netbiosDomain } = connection;
  const account = netbiosDomain ? `${netbiosDomain}\\${delegateUserName}` : delegateUserName;
  return (
    <Stack gap="xs">
      <Title order={3} fz="sm" c="dimmed">
        {title}
      </Title>
      <Fact name={t('move.version')}>{t(`exchange.versions.${version}`)}</Fact>
      <Fact name={t('move.address')}>{ewsUrl || t('move.onlineAddress')}</Fact>
      <Fact name={t('move.account')}>
        {signInWay === 'application' ? t('move.application', { id: applicationId, tenant }) : account}
      </Fact>
    </Stack>
  );
}

function WhoAndWhen({ move }: { readonly move: Move }) {
  const { t } = useTranslation();
  const format = useFormat();
  const began = { at: format.dateTime(move.startedAt), name: move.startedBy ?? '' };
  const confirmed = move.confirmedAt && {
    at: format.dateTime(move.confirmedAt),
    name: move.confirmedBy ?? '',
  };
  return (
    <Text fz="sm" c="dimmed">
      {t(move.startedBy ? 'move.startedBy' : 'move.startedAt', began)}{' '}
      {confirmed && t(move.confirmedBy ? 'move.confirmedBy' : 'move.confirmedAt', confirmed)}{' '}
      {move.savedAnyway && t('move.savedAnyway')}
    </Text>
  );
}
