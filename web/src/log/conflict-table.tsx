import { Badge, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LogEntry } from '../api/contract.ts';
import { FieldValue } from '../parts/field-value.tsx';
import tableClasses from '../parts/responsive-table.module.css';

type Conflict = LogEntry['conflicts'][number];

interface ConflictTableProps {
  readonly conflicts: readonly Conflict[];
  readonly nameOf: (field: string) => string;
}

const SIDES = [
  { side: 'activities', value: 'activity' },
  { side: 'mailbox', value: 'mailbox' },
] as const;

/** A field changed on both sides: both values, and which one now stands. */
export function ConflictTable({ conflicts, nameOf }: ConflictTableProps) {
  const { t } = useTranslation();
  return (
    <Table className={tableClasses.table} role="table" aria-label={t('log.conflict.title')} fz="sm">
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          <Table.Th role="columnheader">{t('log.conflict.field')}</Table.Th>
          {SIDES.map(({ side }) => (
            <Table.Th key={side} role="columnheader">
              {t(`log.conflict.${side}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {conflicts.map((conflict) => (
          <Table.Tr key={conflict.field} role="row">
            <Table.Td role="cell" data-label={t('log.conflict.field')}>
              {nameOf(conflict.field)}
            </Table.Td>
            {SIDES.map(({ side, value }) => (
              <Table.Td key={side} role="cell" data-label={t(`log.conflict.${side}`)}>
                <span>
                  <FieldValue value={conflict[value]} />{' '}
                  {conflict.winner === side && (
                    <Badge size="sm" variant="light" tt="none">
                      {t('log.conflict.won')}
                    </Badge>
                  )}
                </span>
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
