import { Button, Group, Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface SaveBarProps {
  readonly dirty: boolean;
  readonly busy: boolean;
  /** The version chosen cannot be used yet: there is nothing to test and nothing to save. */
  readonly impossible: boolean;
}

/** Save, always in sight, with what it will do. */
export function SaveBar({ dirty, busy, impossible }: SaveBarProps) {
  const { t } = useTranslation();
  const hint = impossible
    ? 'exchange.graphTitle'
    : busy
      ? 'exchange.saving'
      : dirty
        ? 'common.unsaved'
        : 'exchange.saveHelp';
  return (
    <Paper withBorder shadow="md" p="sm" px="md" mt="lg" pos="sticky" bottom={12} style={{ zIndex: 10 }}>
      <Group justify="space-between" gap="sm">
        <Text fz="sm" c="dimmed" role="status" flex="1 1 12rem">
          {t(hint)}
        </Text>
        <Button type="submit" loading={busy} disabled={impossible}>
          {t('common.save')}
        </Button>
      </Group>
    </Paper>
  );
}
