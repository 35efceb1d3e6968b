import { Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RunView } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { secondsLeft } from './time-left.ts';

/** The bar of a run in progress: how much is done, and about how long it still takes. */
export function RunProgress({ run }: { readonly run: RunView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = run.total ? Math.min(100, Math.round((run.done / run.total) * 100)) : 0;
  const counting = run.total === null;
  return (
    <Stack gap={6}>
      <Progress.Root size="lg" aria-hidden={counting}>
        <Progress.Section
          value={counting ? 100 : share}
          animated={counting}
          striped={counting}
          aria-label={t('mine.progress')}
        />
      </Progress.Root>
      <Group justify="space-between" gap="xs">
        <Text fz="sm">
          {counting
            ? t(run.trigger === 'takeBack' ? 'mine.lookingForMade' : 'mine.counting')
            : t('mine.done', { done: format.number(run.done), total: format.number(run.total ?? 0), share })}
        </Text>
        <TimeLeft seconds={secondsLeft(run, Date.now())} />
      </Group>
    </Stack>
  );
}

function TimeLeft({ seconds }: { readonly seconds: number | null }) {
  const { t } = useTranslation();
  if (seconds === null) return null;
  const text =
    seconds < 60
      ? t('mine.secondsLeft', { count: Math.max(1, seconds) })
      : t('mine.minutesLeft', { count: Math.round(seconds / 60) });
  return (
    <Text fz="sm" c="dimmed">
      {text}
    </Text>
  );
}
