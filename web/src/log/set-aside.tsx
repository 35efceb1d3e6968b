import { Alert, Button, Group, Pagination, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetAsideEntry, SetAsidePage, TryAgain } from '../api/contract.ts';
import { SET_ASIDE_ON_A_PAGE, setAsideQuery, useTryAgain } from '../api/log-work.ts';
import { useMe } from '../api/session.ts';
import { useFormat } from '../language/format.ts';
import { useAdvice } from '../parts/advice.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { notifyDone } from '../parts/notify.ts';
import type { LogSearch } from '../routes/search.ts';
import classes from './log-list.module.css';
import { SetAsideItem } from './set-aside-item.tsx';
import { useTries } from './use-tries.ts';

/** Entries that are set aside: why, how many of each reason, and another try of one or of all. */
export function SetAside({ search: { company, userId, code } }: { readonly search: LogSearch }) {
  const { t } = useTranslation();
  const { role } = useMe();
  const [page, setPage] = useState(1);
  const [isAwaited, setAwaited] = useState(false);
  const whose = { companyId: company, ...(role !== 'user' && { userId }) };
  const query = useQuery(setAsideQuery({ ...whose, code, page }, isAwaited));
  const entries = query.data?.entries ?? [];
  const tries = useTries(entries, (count) => notifyDone(t('log.setAside.synchronized', { count })));
  if (tries.isTrying !== isAwaited) setAwaited(tries.isTrying);
  const again = useTryAgain();
  const tryAgain = (body: TryAgain, some: readonly SetAsideEntry[]) =>
    again.mutate({ ...body, companyId: company }, { onSuccess: () => tries.begin(some) });
  if (query.isPending) return <Loading rows={2} />;
  if (query.isError && !query.data) return <ErrorState error={query.error} retry={query.refetch} />;
  const { total, reasons } = query.data;
  if (total === 0)
    return (
      <EmptyState icon={<IconCircleCheck />} title={t('log.setAside.none')}>
        {t('log.setAside.noneHelp')}
      </EmptyState>
    );
  const pages = Math.ceil(total / SET_ASIDE_ON_A_PAGE);
  return (
    <Stack component="section" gap="md" aria-label={t('log.setAside.title')}>
      {again.isError && (
        <Alert role="alert" color="red" title={t('log.setAside.notTried')}>
          {again.error.message}
        </Alert>
      )}
      <Reasons
        reasons={reasons.filter((reason) => code === undefined || reason.code === code)}
        busy={again.isPending}
        onTryAgain={(wanted) =>
          tryAgain(
            { code: wanted, userId: whose.userId },
            entries.filter((one) => one.error.code === wanted),
          )
        }
      />
      <ul className={classes.list} aria-label={t('log.setAside.title')}>
        {entries.map((entry) => (
          <SetAsideItem
            key={entry.id}
            entry={entry}
            state={tries.stateOf(entry)}
            busy={again.isPending}
            onTryAgain={() => tryAgain({ id: entry.id }, [entry])}
          />
        ))}
      </ul>
      {pages > 1 && (
        <Group justify="center">
          <Pagination
            total={pages}
            value={page}
            onChange={setPage}
            getItemProps={(item) => ({ 'aria-label': t('users.page', { page: item }) })}
            getControlProps={(control) => ({ 'aria-label': t(`users.${control}Page`) })}
          />
        </Group>
      )}
    </Stack>
  );
}

interface ReasonsProps {
  readonly reasons: SetAsidePage['reasons'];
  readonly busy: boolean;
  readonly onTryAgain: (code: string) => void;
}

function Reasons({ reasons, busy, onTryAgain }: ReasonsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const advice = useAdvice();
  return reasons.map(({ code, advice: key, count, users }) => (
    <Alert
      key={code}
      color="gray"
      title={t('log.setAside.reason', { count, number: format.number(count), code })}
    >
      <Stack gap="sm" align="flex-start">
        <Text fz="sm">{advice(key)}</Text>
        {users > 1 && <Text fz="sm">{t('log.setAside.users', { count: users })}</Text>}
        <Button
          size="xs"
          variant="default"
          loading={busy}
          aria-label={t('log.setAside.tryAllOf', { code, interpolation: { escapeValue: false } })}
          onClick={() => onTryAgain(code)}
        >
          {t('log.setAside.tryAll')}
        </Button>
      </Stack>
    </Alert>
  ));
}
