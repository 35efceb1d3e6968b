import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApiFailure } from '../api/client.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import classes from './connection-ladder.module.css';
import { LadderRung } from './ladder-rung.tsx';

interface SaveAnywayDialogProps {
  readonly failure: ApiFailure | null;
  readonly busy: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** The test did not pass and nothing was saved: mend it, or save all the same. */
export function SaveAnywayDialog({ failure, busy, onSave, onClose }: SaveAnywayDialogProps) {
  const { t } = useTranslation();
  const rung = failure?.extras.rung;
  return (
    <ConfirmDialog
      opened={failure !== null}
      title={t('exchange.notPassedTitle')}
      confirm={t('exchange.saveAnyway')}
      cancel={t('exchange.mendFirst')}
      danger
      busy={busy}
      onConfirm={onSave}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text fz="sm">{failure?.message}</Text>
        {rung && (
          <ol className={classes.ladder}>
            <LadderRung rung={rung} belowFailed={false} />
          </ol>
        )}
        <Text fz="sm">{t('exchange.saveAnywayHelp')}</Text>
      </Stack>
    </ConfirmDialog>
  );
}
