import { Badge, Group, Modal, Pagination, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldEntry } from '../api/contract.ts';
import { HELD_ON_A_PAGE, heldNamesQuery } from '../api/log-work.ts';
import { ErrorState } from '../parts/error-state.tsx';
import { FieldValue } from '../parts/field-value.tsx';
import { Loading } from '../parts/loading.tsx';
import tableClasses from '../parts/responsive-table.module.css';

interface HeldNamesProps {
  readonly opened: boolean;
  readonly title: string;
  readonly userId: string;
  readonly companyId: string | undefined;
  readonly onClose: () => void;
}

/** The entries whose deletion waits, by name and time. */
export function HeldNames({ opened, title, userId, companyId, onClose }: HeldNamesProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title={<Text fw={650}>{title}</Text>}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Names userId={userId} companyId={companyId} />
    </Modal>
  );
}

function Names({ userId, companyId }: Pick<HeldNamesProps, 'userId' | 'companyId'>) {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  const names = useQuery(heldNamesQuery(companyId, userId, page));
  if (names.isPending) return <Loading rows={2} />;
  if (names.isError) return <ErrorState error={names.error} retry={names.refetch} />;
  const pages = Math.ceil(names.data.total / HELD_ON_A_PAGE);
  return (
    <Stack gap="md">
      <Table className={tableClasses.table} role="table" fz="sm" aria-label={t('log.held.names')}>
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {COLUMNS.map((column) => (
              <Table.Th key={column} role="columnheader" scope="col">
                {t(`log.held.column.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {names.data.entries.map((entry) => (
            <Name key={entry.linkId} entry={entry} />
          ))}
        </Table.Tbody>
      </Table>
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

const COLUMNS = ['subject', 'time', 'side'] as const;

function Name({ entry }: { readonly entry: HeldEntry }) {
  const { t } = useTranslation();
  return (
    <Table.Tr role="row" data-testid="held-entry">
      <Table.Td role="cell" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {entry.subject === null ? t('log.private') : entry.subject || t('common.noSubject')}{' '}
        {entry.decision && (
          <Badge size="sm" variant="light" tt="none">
            {t(`log.held.decision.${entry.decision}`)}
          </Badge>
        )}
      </Table.Td>
      <Table.Td role="cell" data-label={t('log.held.column.time')}>
        <FieldValue value={entry.time} />
      </Table.Td>
      <Table.Td role="cell" data-label={t('log.held.column.side')}>
        {t(`log.held.from.${entry.side}`)}
      </Table.Td>
    </Table.Tr>
  );
}
