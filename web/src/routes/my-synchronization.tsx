import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.ts';
import { isRunning, synchronizationQuery } from '../api/synchronization.ts';
import { MyMove } from '../move/my-move.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { ConfirmationCard } from '../profile/confirmation-card.tsx';
import { HeldDeletions } from '../profile/held-deletions.tsx';
import { PairsCard } from '../profile/pairs-card.tsx';
import { ProblemsCard } from '../profile/problems-card.tsx';
import { RunCard } from '../profile/run-card.tsx';
import { SwitchCard } from '../profile/switch-card.tsx';

/** My profile > Calendar synchronization. */
export function MySynchronizationPage() {
  const { t } = useTranslation();
  const me = useMe();
  const synchronization = useQuery(synchronizationQuery(me.id));
  const view = synchronization.data;
  // How taking back went is still told when synchronization is off: it may have failed and be tried again.
  const isTakenBack = view?.run?.trigger === 'takeBack';
  return (
    <Page
      title={t('mine.title')}
      description={view?.unavailableBecause === 'noMailbox' ? undefined : t('mine.description')}
    >
      {synchronization.isPending && <Loading rows={2} />}
      {synchronization.isError && !view && (
        <ErrorState error={synchronization.error} retry={synchronization.refetch} />
      )}
      {view && (
        <>
          {view.heldDeletions > 0 && <HeldDeletions view={view} />}
          {view.needsConfirmation && view.available && view.state !== 'on' && (
            <ConfirmationCard view={view} />
          )}
          {view.state !== 'off' && <MyMove userId={view.userId} />}
          <SwitchCard view={view} />
          {(view.state !== 'off' || isRunning(view) || isTakenBack) && <RunCard view={view} />}
          {view.problems.length > 0 && <ProblemsCard problems={view.problems} />}
          {(view.state !== 'off' || view.synchronizedEntries > 0) && <PairsCard view={view} />}
        </>
      )}
    </Page>
  );
}
