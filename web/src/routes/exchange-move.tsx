import { IconArrowsExchange } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { moveQuery } from '../api/move.ts';
import { useMe } from '../api/session.ts';
import { MoveArrivals } from '../move/move-arrivals.tsx';
import { MoveConnections } from '../move/move-connections.tsx';
import { MoveDecision } from '../move/move-decision.tsx';
import { MoveFindings } from '../move/move-findings.tsx';
import { MoveUsers } from '../move/move-users.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { Loading } from '../parts/loading.tsx';
import { NoEntry } from '../parts/no-entry.tsx';
import { Page } from '../parts/page.tsx';

/** Settings > Microsoft Exchange > Move: what would be recognised over another connection, and the decision. */
export function ExchangeMovePage() {
  const { t } = useTranslation();
  const { role } = useMe();
  const allowed = role === 'administrator' || role === 'support';
  const latest = useQuery({ ...moveQuery, enabled: allowed });
  if (!allowed) return <NoEntry title={t('move.title')} />;
  const move = latest.data?.move;
  const mayDecide = role === 'administrator';
  const isOver = move?.state === 'confirmed' || move?.state === 'finished';
  return (
    <Page
      title={t('move.title')}
      description={t('move.description')}
      wide
      actions={
        <LinkButton to="/settings/exchange" variant="default">
          {t('move.toSettings')}
        </LinkButton>
      }
    >
      {latest.isPending && <Loading />}
      {latest.isError && <ErrorState error={latest.error} retry={latest.refetch} />}
      {move === null && (
        <EmptyState icon={<IconArrowsExchange />} title={t('move.none')}>
          {t('move.noneHelp')}
        </EmptyState>
      )}
      {move && (
        <>
          <MoveConnections move={move} />
          {isOver ? <MoveArrivals move={move} /> : <MoveDecision move={move} mayDecide={mayDecide} />}
          {move.users.looked > 0 && <MoveFindings move={move} />}
          <MoveUsers move={move} />
        </>
      )}
    </Page>
  );
}
