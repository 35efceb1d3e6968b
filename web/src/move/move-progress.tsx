import { Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../language/format.ts';
import { shareDone } from './share-done.ts';

interface MoveProgressProps {
  /** What is counted: mailboxes that were looked at, or recognised. */
  readonly what: 'lookedOf' | 'arrivedOf';
  readonly done: number;
  readonly all: number;
}

/** How many mailboxes are done, as a bar and in words. */
export function MoveProgress({ what, done, all }: MoveProgressProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = shareDone(done, all);
  return (
    <Stack gap={6}>
      <Progress.Root size="lg">
        <Progress.Section
          value={share}
          aria-label={t(what === 'lookedOf' ? 'move.progress' : 'move.arrived')}
        />
      </Progress.Root>
      <Text fz="sm" role="status">
        {t(`move.${what}`, { done: format.number(done), total: format.number(all), share })}
      </Text>
    </Stack>
  );
}
