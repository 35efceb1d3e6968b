import { Button, Group, Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface SaveBarProps {
  readonly dirty: boolean;
  readonly busy: boolean;
  /** The version chosen cannot be used yet: there is nothing to test and nothing to save. */
  readonly impossible: boolean;
  /** The connection would become another one of a company that synchronizes: that is prepared, not saved. */
  readonly isMove: boolean;
}

/** Save, always in sight, with what it will do. */
export function SaveBar({ dirty, busy, impossible, isMove }: SaveBarProps) {
  const { t } = useTranslation();
  return (
    <Paper withBorder shadow="md" p="sm" px="md" mt="lg" pos="sticky" bottom={12} style={{ zIndex: 10 }}>
      <Group justify="space-between" gap="sm">
        <Text fz="sm" c="dimmed" role="status" flex="1 1 12rem">
          {t(hintOf({ dirty, busy, impossible, isMove }))}
        </Text>
        <Button type="submit" loading={busy} disabled={impossible}>
          {t(isMove ? 'move.prepare' : 'common.save')}
        </Button>
      </Group>
    </Paper>
  );
}

function hintOf({ dirty, busy, impossible, isMove }: SaveBarProps) {
  if (impossible) return 'exchange.graphTitle';
  if (busy) return isMove ? 'move.preparing' : 'exchange.saving';
  if (isMove) return 'move.prepareHelp';
  return dirty ? 'common.unsaved' : 'exchange.saveHelp';
}
