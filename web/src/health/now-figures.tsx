import { Paper, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Health } from '../api/contract.ts';
import type { Measure } from './measures.ts';
import { useMeasureText } from './use-measure-text.ts';

const NOW: readonly Measure[] = ['switchedOn', 'inTrouble', 'connected', 'queueWaiting'];

/** How it stands at this moment, in four figures. */
export function NowFigures({ health }: { readonly health: Health }) {
  const { t } = useTranslation();
  const text = useMeasureText();
  return (
    <SimpleGrid component="section" aria-label={t('health.now')} cols={{ base: 2, sm: 4 }}>
      {NOW.map((measure) => (
        <Paper key={measure} withBorder p="md">
          <Text fz={28} fw={650} lh={1.1}>
            {health.now ? text(health.now, measure) : '–'}
          </Text>
          <Text fz="sm" c="dimmed">
            {t(`health.measure.${measure}`)}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  );
}
