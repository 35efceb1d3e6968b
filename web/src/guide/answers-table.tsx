import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GuideAnswer } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import classes from '../parts/responsive-table.module.css';

interface AnswersTableProps {
  readonly rows: readonly GuideAnswer[];
  /** An operator reads which company answered; a company reads who did. */
  readonly forOperator: boolean;
}

/** The roles are said in full because a narrow screen shows the table as a list of cards. */
export function AnswersTable({ rows, forOperator }: AnswersTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const whose = forOperator ? 'company' : 'person';
  const columns = ['guide', 'helpful', 'comment', whose, 'answeredAt'] as const;
  return (
    <Table className={classes.table} verticalSpacing="sm" role="table" aria-label={t('guide.answers.title')}>
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          {columns.map((column) => (
            <Table.Th key={column} role="columnheader" scope="col">
              {t(`guide.answers.column.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {rows.map((row) => (
          <Table.Tr role="row" key={`${row.guide} ${row.answeredAt} ${row.company} ${row.person}`}>
            <Table.Td role="cell">
              <Text fz="sm" fw={600}>
                {t(`guide.of.${row.guide}.title`)}
              </Text>
            </Table.Td>
            <Table.Td role="cell" data-label={t('guide.answers.column.helpful')}>
              {t(row.helpful ? 'guide.helpful.yes' : 'guide.helpful.no')}
            </Table.Td>
            <Table.Td role="cell" data-label={t('guide.answers.column.comment')}>
              <Text fz="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {row.comment || '–'}
              </Text>
            </Table.Td>
            <Table.Td role="cell" data-label={t(`guide.answers.column.${whose}`)}>
              {row[whose]}
            </Table.Td>
            <Table.Td role="cell" data-label={t('guide.answers.column.answeredAt')}>
              {format.dateTime(row.answeredAt)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
