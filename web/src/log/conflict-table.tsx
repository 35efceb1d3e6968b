import { Alert, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LogEntry, PutBack } from '../api/contract.ts';
import { usePutBack } from '../api/log.ts';
import { useMe } from '../api/session.ts';
import { notifyDone } from '../parts/notify.ts';
import tableClasses from '../parts/responsive-table.module.css';
import { ConflictValue } from './conflict-value.tsx';

type Conflict = LogEntry['conflicts'][number];

interface ConflictTableProps {
  readonly entry: LogEntry;
  readonly nameOf: (field: string) => string;
}

/** Fields that were changed on both sides: both values, which one stands by now, and the way back to the other. */
export function ConflictTable({ entry, nameOf }: ConflictTableProps) {
  const { t } = useTranslation();
  const me = useMe();
  const putBack = usePutBack(entry.id);
  const mayPutBack = entry.userId === me.id || me.role === 'administrator';
  const onPutBack = (body: PutBack) =>
    putBack.mutate(body, { onSuccess: () => notifyDone(t('log.putBack.done')) });
  return (
    <>
      <Table className={tableClasses.table} role="table" aria-label={t('log.conflict.title')} fz="sm">
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            <Table.Th role="columnheader">{t('log.conflict.field')}</Table.Th>
            {SIDES.map((side) => (
              <Table.Th key={side} role="columnheader">
                {t(`log.conflict.${side}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {entry.conflicts.map((conflict) => (
            <Table.Tr key={conflict.field} role="row">
              <Table.Td role="cell" data-label={t('log.conflict.field')} fw={600}>
                {nameOf(conflict.field)}
              </Table.Td>
              {SIDES.map((side) => (
                <Table.Td key={side} role="cell" data-label={t(`log.conflict.${side}`)}>
                  <ConflictValue
                    conflict={conflict}
                    side={side}
                    fieldName={nameOf(conflict.field)}
                    busy={putBack.isPending}
                    onPutBack={mayPutBack && isKept(conflict) ? onPutBack : null}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {putBack.isError && (
        <Alert role="alert" color="red" title={t('log.putBack.failed')}>
          {putBack.error.message}
        </Alert>
      )}
    </>
  );
}

const SIDES = ['activities', 'mailbox'] as const;

/** Of texts of private entries the log keeps neither value. */
function isKept({ activity, mailbox }: Conflict): boolean {
  return (activity ?? null) !== null || (mailbox ?? null) !== null;
}
