import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CompanyRow } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import classes from '../parts/responsive-table.module.css';
import { InviteAgain } from './invite-again.tsx';

const COLUMNS = [
  'name',
  'administrator',
  'users',
  'switchedOn',
  'inTrouble',
  'createdAt',
  'actions',
] as const;

/** The roles are said in full because a narrow screen shows the table as a list of cards. */
export function CompaniesTable({ rows }: { readonly rows: readonly CompanyRow[] }) {
  const { t } = useTranslation();
  return (
    <Table className={classes.table} verticalSpacing="sm" role="table" aria-label={t('companies.title')}>
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          {COLUMNS.map((column) => (
            <Table.Th key={column} role="columnheader" scope="col">
              {t(`companies.column.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {rows.map((row) => (
          <CompanyTableRow key={row.id} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function CompanyTableRow({ row }: { readonly row: CompanyRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayInvite = !row.isTakenOver && row.administrator !== null;
  return (
    <Table.Tr role="row">
      <Table.Td role="cell">
        <Text fw={600} fz="sm" style={{ overflowWrap: 'anywhere' }}>
          {row.name}
        </Text>
        <Text fz="xs" c="dimmed">
          {row.timeZone}
        </Text>
      </Table.Td>
      <Table.Td role="cell" data-label={t('companies.column.administrator')}>
        <Administrator row={row} />
      </Table.Td>
      {(['users', 'switchedOn', 'inTrouble'] as const).map((column) => (
        <Table.Td role="cell" key={column} data-label={t(`companies.column.${column}`)}>
          {format.number(row[column])}
        </Table.Td>
      ))}
      <Table.Td role="cell" data-label={t('companies.column.createdAt')}>
        <span style={{ whiteSpace: 'nowrap' }}>{format.date(row.createdAt)}</span>
      </Table.Td>
      <Table.Td role="cell">{mayInvite && <InviteAgain row={row} />}</Table.Td>
    </Table.Tr>
  );
}

function Administrator({ row }: { readonly row: CompanyRow }) {
  const { t } = useTranslation();
  if (row.administrator === null) return t('companies.noAdministrator');
  return (
    <div>
      <Text fz="sm">{row.administrator.name}</Text>
      <Text fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {row.administrator.email}
      </Text>
      {!row.isTakenOver && <Text fz="xs">{t('companies.notTakenOver')}</Text>}
    </div>
  );
}
