import { Box, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Health } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import type { ChartKind } from './measures.ts';
import { useMeasureText } from './use-measure-text.ts';

interface ChartTableProps {
  readonly chart: ChartKind;
  readonly health: Health;
}

/** The figures of a chart in rows, the newest first; steps of which nothing is known are left out. */
export function ChartTable({ chart, health }: ChartTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useMeasureText();
  const measures = [...chart.drawn, ...chart.told];
  const rows = health.points
    .filter((point) => measures.some((measure) => (point[measure] ?? 0) > 0))
    .toReversed();
  if (rows.length === 0) return t('health.nothingYet');
  const title = t(`health.chart.${chart.name}.title`);
  return (
    // Scrolled by keyboard too, hence in the order of the tab key.
    <Box role="group" aria-label={title} tabIndex={0} mah={280} style={{ overflow: 'auto' }}>
      <Table aria-label={title} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('health.time')}</Table.Th>
            {measures.map((measure) => (
              <Table.Th scope="col" key={measure}>
                {t(`health.measure.${measure}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((point) => (
            <Table.Tr key={point.at}>
              <Table.Th scope="row" fw={400}>
                {format.dateTime(point.at)}
              </Table.Th>
              {measures.map((measure) => (
                <Table.Td key={measure}>{text(point, measure)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  );
}
