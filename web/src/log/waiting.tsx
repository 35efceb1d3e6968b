import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLiveLog } from '../api/live-log.ts';
import { heldQuery } from '../api/log-work.ts';
import { useMe } from '../api/session.ts';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import type { LogSearch } from '../routes/search.ts';
import { HeldGroup } from './held-group.tsx';
import { LiveMark } from './live-mark.tsx';
import { SetAside } from './set-aside.tsx';

/** What waits: deletions for a person's word, and entries that are set aside for another try. */
export function Waiting({ search }: { readonly search: LogSearch }) {
  const { t } = useTranslation();
  const { role } = useMe();
  const { company, userId } = search;
  const held = useQuery(heldQuery(company, role === 'user' ? undefined : userId));
  const live = useLiveLog(company, undefined);
  if (held.isPending) return <Loading rows={3} />;
  return (
    <Stack gap="lg">
      <LiveMark state={live} />
      {held.isError && <ErrorState error={held.error} retry={held.refetch} />}
      {held.data && held.data.length > 0 && (
        <Stack component="section" gap="md" aria-label={t('log.held.title')}>
          {held.data.map((one) => (
            <HeldGroup key={one.userId} held={one} companyId={company} />
          ))}
        </Stack>
      )}
      <SetAside search={search} />
    </Stack>
  );
}
