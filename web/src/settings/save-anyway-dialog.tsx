import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApiFailure } from '../api/client.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import classes from './connection-ladder.module.css';
import { LadderRung } from './ladder-rung.tsx';

interface SaveAnywayDialogProps {
  readonly failure: ApiFailure | null;
  readonly busy: boolean;
  /** The mailboxes are looked at anyway; nothing is taken into use by that. */
  readonly isMove: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** The test did not pass and nothing was saved: mend it, or save all the same. */
export function SaveAnywayDialog({ failure, busy, isMove, onSave, onClose }: SaveAnywayDialogProps) {
  const { t } = useTranslation();
  const rung = failure?.extras.rung;
  return (
    <ConfirmDialog
      opened={failure !== null}
      title={t(isMove ? 'move.notPassedTitle' : 'exchange.notPassedTitle')}
      confirm={t(isMove ? 'move.lookAnyway' : 'exchange.saveAnyway')}
      cancel={t('exchange.mendFirst')}
      danger={!isMove}
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
        <Text fz="sm">{t(isMove ? 'move.lookAnywayHelp' : 'exchange.saveAnywayHelp')}</Text>
      </Stack>
    </ConfirmDialog>
  );
}
