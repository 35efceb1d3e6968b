import { Badge, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MoveUserRow } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import classes from '../parts/responsive-table.module.css';
import { recognised } from './recognised.ts';
import { UserEntries } from './user-entries.tsx';
import { UserFailure } from './user-failure.tsx';

const COLORS = { waiting: 'gray', looked: 'spruce', failed: 'red' } as const;
const COLUMNS = ['user', 'recognised', 'new', 'undecided', 'gone', 'state'] as const;

/** The roles are said in full because a narrow screen shows the table as a list of cards. */
export function MoveUsersTable({ rows }: { readonly rows: readonly MoveUserRow[] }) {
  const { t } = useTranslation();
  return (
    <Table className={classes.table} verticalSpacing="sm" role="table" aria-label={t('move.users')}>
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          {COLUMNS.map((column) => (
            <Table.Th key={column} role="columnheader" scope="col">
              {t(`move.column.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Row({ row }: { readonly row: MoveUserRow }) {
  const { t } = useTranslation();
  const { counts } = row;
  const unsure = counts ? counts.undecided + counts.gone : 0;
  return (
    <Table.Tr role="row">
      <Table.Td role="cell" miw={220}>
        <Text fw={600} fz="sm">
          {row.name}
        </Text>
        <Text fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {row.email}
        </Text>
      </Table.Td>
      <Count column="recognised" value={counts && recognised(counts)} />
      <Count column="new" value={counts && counts.newActivities + counts.newInMailbox} />
      <Count column="undecided" value={counts?.undecided ?? null} />
      <Count column="gone" value={counts?.gone ?? null} />
      <Table.Td role="cell" data-label={t('move.column.state')}>
        <div>
          <Badge color={COLORS[row.state]} variant="light" tt="none" size="lg" miw="max-content">
            {t(`move.userState.${row.state}`)}
          </Badge>{' '}
          {row.trouble && <UserFailure row={row} trouble={row.trouble} />}
          {unsure > 0 && <UserEntries userId={row.id} name={row.name} />}
        </div>
      </Table.Td>
    </Table.Tr>
  );
}

interface CountProps {
  readonly column: 'recognised' | 'new' | 'undecided' | 'gone';
  readonly value: number | null;
}

function Count({ column, value }: CountProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Table.Td role="cell" data-label={t(`move.column.${column}`)} data-empty={value === null}>
      {value === null ? '–' : format.number(value)}
    </Table.Td>
  );
}
