import { Center, Group, Skeleton, Stack, Text, useComputedColorScheme } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Health } from '../api/contract.ts';
import { Card } from '../parts/card.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { ChartTable } from './chart-table.tsx';
import { type ChartKind, isKnown, type Measure } from './measures.ts';
import { PLOT_HEIGHT, SERIES_LOOKS } from './plot-looks.ts';
import { useMeasureText } from './use-measure-text.ts';

const Plot = lazy(() => import('./plot.tsx').then(({ Plot }) => ({ default: Plot })));

interface ChartCardProps {
  readonly chart: ChartKind;
  readonly health: Health;
}

/** One chart with what its lines are, the figures of the whole range, and all figures as a table. */
export function ChartCard({ chart, health }: ChartCardProps) {
  const { t } = useTranslation();
  const text = useMeasureText();
  const title = t(`health.chart.${chart.name}.title`);
  const sums = chart.drawn.map(
    (measure) => `${t(`health.measure.${measure}`)}: ${text(health.total, measure)}`,
  );
  return (
    <Card title={title} description={t(`health.chart.${chart.name}.help`)}>
      {isKnown(health.points, chart) ? (
        <Stack gap="xs">
          <Group gap="lg">
            {chart.drawn.map((measure, index) => (
              <Legend key={measure} measure={measure} index={index} value={text(health.total, measure)} />
            ))}
          </Group>
          <Suspense fallback={<Skeleton h={PLOT_HEIGHT} />}>
            <Plot health={health} measures={chart.drawn} label={`${title}. ${sums.join(', ')}`} />
          </Suspense>
        </Stack>
      ) : (
        <Center h={PLOT_HEIGHT + 36}>
          <Text c="dimmed" fz="sm">
            {t('health.nothingYet')}
          </Text>
        </Center>
      )}
      <Disclosure summary={t('health.asTable')}>
        <ChartTable chart={chart} health={health} />
      </Disclosure>
    </Card>
  );
}

interface LegendProps {
  readonly measure: Measure;
  readonly index: number;
  readonly value: string;
}

function Legend({ measure, index, value }: LegendProps) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme();
  const look = SERIES_LOOKS[index] ?? SERIES_LOOKS[0];
  return (
    <Group gap={6}>
      <svg width="22" height="4" aria-hidden="true">
        <line
          x2="22"
          y1="2"
          y2="2"
          strokeWidth="3"
          stroke={`var(${look[scheme]})`}
          strokeDasharray={look.dash.join(' ')}
        />
      </svg>
      <Text fz="sm">
        {t(`health.measure.${measure}`)} <b>{value}</b>
      </Text>
    </Group>
  );
}
