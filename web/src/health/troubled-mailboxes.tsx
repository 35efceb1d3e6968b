import { Group, Pagination, Skeleton, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TroubledMailbox } from '../api/contract.ts';
import { MAILBOXES_ON_A_PAGE, troubledMailboxesQuery } from '../api/health.ts';
import { useFormat } from '../language/format.ts';
import { useAdvice } from '../parts/advice.ts';
import { Card } from '../parts/card.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import classes from '../parts/responsive-table.module.css';
import { TextLink } from '../parts/text-link.tsx';

const COLUMNS = ['name', 'since', 'what', 'nextTry'] as const;

/** The mailboxes that need a look, those first that have failed for longest. */
export function TroubledMailboxes() {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  const mailboxes = useQuery(troubledMailboxesQuery(page));
  const rows = mailboxes.data?.rows ?? [];
  return (
    <Card title={t('health.troubled.title')} description={t('health.troubled.help')}>
      {mailboxes.isError && <ErrorState error={mailboxes.error} retry={mailboxes.refetch} />}
      {mailboxes.isPending && <Skeleton h={84} />}
      {mailboxes.data && rows.length === 0 && (
        <Text c="dimmed" fz="sm">
          {t('health.troubled.none')}
        </Text>
      )}
      {rows.length > 0 && (
        <Table
          className={classes.table}
          verticalSpacing="sm"
          role="table"
          aria-label={t('health.troubled.title')}
        >
          <Table.Thead role="rowgroup">
            <Table.Tr role="row">
              {COLUMNS.map((column) => (
                <Table.Th key={column} role="columnheader" scope="col">
                  {t(`health.troubled.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody role="rowgroup">
            {rows.map((row) => (
              <MailboxRow key={row.userId} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {(mailboxes.data?.total ?? 0) > MAILBOXES_ON_A_PAGE && (
        <Group justify="flex-end">
          <Pagination
            total={Math.ceil((mailboxes.data?.total ?? 0) / MAILBOXES_ON_A_PAGE)}
            value={page}
            onChange={setPage}
            getItemProps={(item) => ({ 'aria-label': t('users.page', { page: item }) })}
            getControlProps={(control) => ({ 'aria-label': t(`users.${control}Page`) })}
          />
        </Group>
      )}
    </Card>
  );
}

function MailboxRow({ row }: { readonly row: TroubledMailbox }) {
  const { t } = useTranslation();
  const format = useFormat();
  const advice = useAdvice();
  return (
    <Table.Tr role="row">
      <Table.Td role="cell">
        <TextLink to="/log" search={{ userId: row.userId }} fz="sm" fw={600}>
          {row.name}
        </TextLink>
        <Text fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {row.email}
        </Text>
      </Table.Td>
      <Table.Td role="cell" data-label={t('health.troubled.since')} data-empty={row.failingSince === null}>
        {row.failingSince === null ? '–' : format.dateTime(row.failingSince)}
      </Table.Td>
      <Table.Td role="cell" data-label={t('health.troubled.what')}>
        <div>
          {row.trouble && <Text fz="sm">{advice(row.trouble.advice)}</Text>}
          {row.setAside > 0 && <Text fz="sm">{t('users.problems', { count: row.setAside })}</Text>}
          {row.held > 0 && <Text fz="sm">{t('health.troubled.held', { count: row.held })}</Text>}
        </div>
      </Table.Td>
      <Table.Td role="cell" data-label={t('health.troubled.nextTry')} data-empty={row.nextRunAt === null}>
        {row.nextRunAt === null ? '–' : format.dateTime(row.nextRunAt)}
      </Table.Td>
    </Table.Tr>
  );
}
