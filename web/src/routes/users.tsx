import { Alert, Group, Pagination, Paper, Text } from '@mantine/core';
import { IconInfoCircle, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.ts';
import { USERS_ON_A_PAGE, usersQuery } from '../api/users.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { NoEntry } from '../parts/no-entry.tsx';
import { Page } from '../parts/page.tsx';
import { UsersFilter } from '../users/users-filter.tsx';
import { UsersTable } from '../users/users-table.tsx';
import type { UsersSearch } from './search.ts';

/** Settings > Users: who synchronizes, and who has trouble. */
export function UsersPage() {
  const { t } = useTranslation();
  const { role } = useMe();
  const search = useSearch({ from: '/signed-in/settings/users' });
  const navigate = useNavigate({ from: '/settings/users' });
  const page = search.page ?? 1;
  const users = useQuery({ ...usersQuery({ ...search, page }), enabled: role !== 'user' });
  const change = (next: UsersSearch) =>
    navigate({ search: (old) => ({ ...old, page: undefined, ...next }), replace: true });
  if (role === 'user') return <NoEntry title={t('users.title')} />;
  return (
    <Page title={t('users.title')} description={t('users.description')} wide>
      <Alert icon={<IconInfoCircle />}>{t('users.onlyThemselves')}</Alert>
      <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
        <UsersFilter search={search} onChange={change} />
        {users.isError && <ErrorState error={users.error} retry={users.refetch} />}
        {users.isPending && <Loading />}
        {users.data?.rows.length === 0 && <EmptyState icon={<IconUsers />} title={t('users.none')} />}
        {users.data && users.data.rows.length > 0 && (
          <>
            <UsersTable rows={users.data.rows} mayTurnOff={role === 'administrator'} />
            <Group justify="space-between" mt="md">
              <Text fz="sm" c="dimmed" role="status">
                {t('users.total', { count: users.data.total })}
              </Text>
              {users.data.total > USERS_ON_A_PAGE && (
                <Pagination
                  total={Math.ceil(users.data.total / USERS_ON_A_PAGE)}
                  value={page}
                  onChange={(next) => change({ page: next > 1 ? next : undefined })}
                  getItemProps={(item) => ({ 'aria-label': t('users.page', { page: item }) })}
                  getControlProps={(control) => ({ 'aria-label': t(`users.${control}Page`) })}
                />
              )}
            </Group>
          </>
        )}
      </Paper>
    </Page>
  );
}
