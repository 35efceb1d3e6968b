import { Button, Center, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PairPage } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import classes from '../parts/responsive-table.module.css';
import { PairRow } from './pair-row.tsx';

const COLUMNS = ['entry', 'start', 'origin', 'since', 'actions'] as const;

interface PairsTableProps {
  readonly pages: readonly PairPage[];
  readonly busy: boolean;
  /** Null when all are shown. */
  readonly onMore: (() => void) | null;
}

/** The pairs found so far. Roles are said in full because a narrow screen shows the table as a list of cards. */
export function PairsTable({ pages, busy, onMore }: PairsTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const pairs = pages.flatMap((page) => page.pairs);
  const total = pages[0]?.total ?? 0;
  return (
    <>
      <Text fz="sm" c="dimmed" role="status">
        {t('pairs.shown', { shown: format.number(pairs.length), total: format.number(total), count: total })}
      </Text>
      <Table className={classes.table} verticalSpacing="xs" role="table" aria-label={t('pairs.title')}>
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {COLUMNS.map((column) => (
              <Table.Th key={column} role="columnheader" scope="col">
                {t(`pairs.column.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {pairs.map((pair) => (
            <PairRow key={pair.id} pair={pair} />
          ))}
        </Table.Tbody>
      </Table>
      {onMore && (
        <Center>
          <Button variant="default" loading={busy} onClick={onMore}>
            {t('pairs.more')}
          </Button>
        </Center>
      )}
    </>
  );
}
