import { Code, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Health } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { useAdvice } from '../parts/advice.ts';
import { Card } from '../parts/card.tsx';
import classes from '../parts/responsive-table.module.css';
import { TextLink } from '../parts/text-link.tsx';

interface FailureCodesProps {
  readonly health: Health;
  /** Whether the log of these failures is there to be opened. */
  readonly linked: boolean;
}

/** What runs failed with, the most frequent first, each with what helps and the way to the log. */
export function FailureCodes({ health, linked }: FailureCodesProps) {
  const { t } = useTranslation();
  const advice = useAdvice();
  const format = useFormat();
  return (
    <Card title={t('health.codes.title')} description={t('health.codes.help')}>
      {health.failures.length === 0 ? (
        <Text c="dimmed" fz="sm">
          {t('health.codes.none')}
        </Text>
      ) : (
        <Table className={classes.table} role="table" aria-label={t('health.codes.title')}>
          <Table.Thead role="rowgroup">
            <Table.Tr role="row">
              {(['code', 'count', 'advice'] as const).map((column) => (
                <Table.Th key={column} role="columnheader" scope="col">
                  {t(`health.codes.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody role="rowgroup">
            {health.failures.map(({ code, source, failures, advice: key }) => (
              <Table.Tr key={`${source} ${code}`} role="row">
                <Table.Td role="cell" data-label={t('health.codes.code')}>
                  {linked ? (
                    <TextLink to="/log" search={{ code }} fz="sm">
                      {code}
                    </TextLink>
                  ) : (
                    <Code>{code}</Code>
                  )}
                </Table.Td>
                <Table.Td role="cell" data-label={t('health.codes.count')}>
                  {format.number(failures)}
                </Table.Td>
                <Table.Td role="cell" data-label={t('health.codes.advice')}>
                  {advice(key)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}
