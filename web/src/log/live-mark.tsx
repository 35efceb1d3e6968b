import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LiveState } from '../api/live-log.ts';
import classes from './log-list.module.css';

/** Whether the page is told of news by itself at the moment. */
export function LiveMark({ state }: { readonly state: LiveState }) {
  const { t } = useTranslation();
  return (
    <Group gap={6} mb="xs" role="status" data-testid="live-mark" data-state={state}>
      <span className={classes.dot} data-state={state} aria-hidden />
      <Text fz="xs" c="dimmed">
        {t(`log.live.${state}`)}
      </Text>
    </Group>
  );
}
