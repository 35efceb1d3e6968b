import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '../api/contract.ts';
import classes from '../parts/responsive-table.module.css';
import { UsersTableRow } from './users-table-row.tsx';

interface UsersTableProps {
  readonly rows: readonly UserRow[];
  readonly mayTurnOff: boolean;
}

/** The roles are said in full because a narrow screen shows the table as a list of cards. */
export function UsersTable({ rows, mayTurnOff }: UsersTableProps) {
  const { t } = useTranslation();
  const columns = ['name', 'state', 'since', 'lastSuccess', 'trouble'] as const;
  return (
    <Table className={classes.table} verticalSpacing="sm" role="table" aria-label={t('users.title')}>
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          {columns.map((column) => (
            <Table.Th key={column} role="columnheader" scope="col">
              {t(`users.column.${column}`)}
            </Table.Th>
          ))}
          <Table.Th role="columnheader" scope="col">
            {t('users.column.actions')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {rows.map((row) => (
          <UsersTableRow key={row.id} row={row} mayTurnOff={mayTurnOff} />
        ))}
      </Table.Tbody>
    </Table>
  );
}
