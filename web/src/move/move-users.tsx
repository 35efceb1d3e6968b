import { Group, Pagination, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Move, MoveUserQuery } from '../api/contract.ts';
import { moveUsersQuery, USERS_OF_MOVE } from '../api/move.ts';
import { Card } from '../parts/card.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { MoveUsersTable } from './move-users-table.tsx';

const SHOWN = ['all', 'attention', 'failed'] as const satisfies readonly MoveUserQuery['show'][];

/** What the move means for each user: searched, filtered and paged, since there may be thousands. */
export function MoveUsers({ move }: { readonly move: Move }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<{ show: MoveUserQuery['show']; search: string; page: number }>({
    show: 'all',
    search: '',
    page: 1,
  });
  const users = useQuery(moveUsersQuery({ moveId: move.id, ...asked }, move));
  const search = useDebouncedCallback(
    (words: string) => setAsked((old) => ({ ...old, search: words, page: 1 })),
    300,
  );
  const pages = Math.ceil((users.data?.total ?? 0) / USERS_OF_MOVE);
  return (
    <Card title={t('move.users')} description={t('move.usersHelp')}>
      <Group gap="sm" align="flex-end">
        <TextInput
          label={t('users.search')}
          type="search"
          leftSection={<IconSearch size={16} aria-hidden />}
          style={{ flex: '1 1 14rem' }}
          maw={380}
          onChange={({ currentTarget }) => search(currentTarget.value.trim())}
        />
        <Select
          label={t('move.show.label')}
          allowDeselect={false}
          w={220}
          data={SHOWN.map((show) => ({ value: show, label: t(`move.show.${show}`) }))}
          value={asked.show}
          onChange={(show) => setAsked((old) => ({ ...old, show: show as MoveUserQuery['show'], page: 1 }))}
        />
      </Group>
      {users.isPending && <Loading rows={3} />}
      {users.isError && <ErrorState error={users.error} retry={users.refetch} />}
      {users.data?.rows.length === 0 && (
        <EmptyState icon={<IconUsers />} title={t('move.noUsers')}>
          {t('move.noUsersHelp')}
        </EmptyState>
      )}
      {users.data && users.data.rows.length > 0 && <MoveUsersTable rows={users.data.rows} />}
      <Group justify="space-between">
        <Text fz="sm" c="dimmed" role="status">
          {users.data && t('move.total', { count: users.data.total })}
        </Text>
        {pages > 1 && (
          <Pagination
            total={pages}
            value={asked.page}
            onChange={(page) => setAsked((old) => ({ ...old, page }))}
            getItemProps={(item) => ({ 'aria-label': t('users.page', { page: item }) })}
            getControlProps={(control) => ({ 'aria-label': t(`users.${control}Page`) })}
          />
        )}
      </Group>
    </Card>
  );
}
