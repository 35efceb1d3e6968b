import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SynchronizationView } from '../api/contract.ts';
import { dryRunQuery } from '../api/synchronization.ts';
import { ErrorState } from '../parts/error-state.tsx';
import { AddressMatch } from './address-match.tsx';
import { CountsList } from './counts-list.tsx';
import { DryRunExamples } from './dry-run-examples.tsx';

interface DryRunDialogProps {
  readonly view: SynchronizationView;
  readonly opened: boolean;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** What will happen when the synchronization is turned on, before it does. */
export function DryRunDialog({ view, opened, busy, onConfirm, onClose }: DryRunDialogProps) {
  const { t } = useTranslation();
  const dryRun = useQuery({ ...dryRunQuery(view.userId), enabled: opened });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={<Text fw={650}>{t('dryRun.title')}</Text>}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="lg">
        <Text fz="sm">{t('dryRun.lead')}</Text>
        {dryRun.isFetching && (
          <Group role="status" gap="sm">
            <Loader size="sm" />
            <Text fz="sm">{t('dryRun.looking')}</Text>
          </Group>
        )}
        {dryRun.isError && !dryRun.isFetching && <ErrorState error={dryRun.error} retry={dryRun.refetch} />}
        {dryRun.data && !dryRun.isFetching && (
          <>
            <AddressMatch {...dryRun.data} />
            <CountsList counts={dryRun.data.counts} />
            <DryRunExamples examples={dryRun.data.examples} />
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button onClick={onConfirm} loading={busy} disabled={!dryRun.isSuccess || dryRun.isFetching}>
            {t('dryRun.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
