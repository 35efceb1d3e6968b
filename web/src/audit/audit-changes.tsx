import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../api/contract.ts';
import classes from '../parts/responsive-table.module.css';
import { AuditValue, FieldName } from './audit-value.tsx';

/** The fields that were changed, with the old and the new value; of a secret only that it was. */
export function AuditChanges({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation();
  const columns = ['field', 'before', 'after'] as const;
  return (
    <Table className={classes.table} role="table" aria-label={t('audit.changes')} fz="sm">
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          {columns.map((column) => (
            <Table.Th key={column} role="columnheader" scope="col">
              {t(`audit.column.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {entry.changes.map(({ field, before, after, isSecret }) => (
          <Table.Tr key={field} role="row">
            <Table.Td role="cell" fw={600}>
              <FieldName field={field} />
            </Table.Td>
            <Table.Td role="cell" data-label={t('audit.column.before')} style={{ overflowWrap: 'anywhere' }}>
              {isSecret ? <Secret /> : <AuditValue field={field} value={before} />}
            </Table.Td>
            <Table.Td role="cell" data-label={t('audit.column.after')} style={{ overflowWrap: 'anywhere' }}>
              {isSecret ? t('audit.newSecret') : <AuditValue field={field} value={after} />}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Secret() {
  const { t } = useTranslation();
  return (
    <Text span fz="sm" c="dimmed">
      {t('audit.secret')}
    </Text>
  );
}
