import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconClock, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Move } from '../api/contract.ts';
import { type MoveStep, useMoveStep } from '../api/move.ts';
import { useFormat } from '../language/format.ts';
import { Card } from '../parts/card.tsx';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { notifyDone, notifyFailure } from '../parts/notify.ts';
import { TroubleDetails } from '../parts/trouble-details.tsx';
import { ConfirmMove } from './confirm-move.tsx';
import { MoveProgress } from './move-progress.tsx';

interface MoveDecisionProps {
  readonly move: Move;
  readonly mayDecide: boolean;
}

/** How far the look has come, what stands in its way, and what the administrator can do about it. */
export function MoveDecision({ move, mayDecide }: MoveDecisionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { users } = move;
  if (move.state === 'cancelled') return <Alert color="gray">{t('move.cancelled')}</Alert>;
  return (
    <Card title={t('move.progress')}>
      <MoveProgress what="lookedOf" done={users.all - users.waiting} all={users.all} />
      {move.lookedAt && (
        <Text fz="sm" c="dimmed">
          {t('move.lookedAt', { at: format.dateTime(move.lookedAt) })}
        </Text>
      )}
      <Troubles move={move} />
      {mayDecide && <Decisions move={move} />}
    </Card>
  );
}

function Troubles({ move }: { readonly move: Move }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {move.state === 'failed' && (
        <Alert color="red" icon={<IconX />} title={t('move.failedTitle')}>
          <Stack gap="sm">
            <Text fz="sm">{t('move.failedHelp')}</Text>
            {move.trouble && <TroubleDetails trouble={move.trouble} />}
          </Stack>
        </Alert>
      )}
      {move.pausedUntil && (
        <Alert
          color="ember"
          icon={<IconClock />}
          title={t('move.paused', { at: format.exact(move.pausedUntil) })}
        >
          {move.trouble && <TroubleDetails trouble={move.trouble} />}
        </Alert>
      )}
      {move.isStale && (
        <Alert color="ember" icon={<IconAlertTriangle />} title={t('move.staleTitle')}>
          {t('move.staleHelp')}
        </Alert>
      )}
      {move.users.joined > 0 && <Text fz="sm">{t('move.joined', { count: move.users.joined })}</Text>}
    </>
  );
}

function Decisions({ move }: { readonly move: Move }) {
  const { t } = useTranslation();
  const step = useMoveStep(move.id);
  const [cancelling, cancelDialog] = useDisclosure(false);
  const { failed } = move.users;
  const take = (one: MoveStep, done: string) =>
    step.mutate(one, {
      onSuccess: () => notifyDone(done),
      onError: (error) => notifyFailure(t('failure.title'), error),
      onSettled: cancelDialog.close,
    });
  const mayConfirm = move.state === 'looked' && !move.isStale;
  return (
    <Group gap="sm">
      {mayConfirm && (
        <ConfirmMove
          move={move}
          busy={step.isPending}
          onConfirm={(despiteFailures) => take({ name: 'confirm', despiteFailures }, t('move.confirmed'))}
        />
      )}
      {failed > 0 && move.state !== 'looking' && !move.isStale && (
        <Button
          variant="default"
          disabled={step.isPending}
          onClick={() => take({ name: 'look', whom: 'failed' }, t('move.prepared'))}
        >
          {t('move.lookAgainFailed', { count: failed })}
        </Button>
      )}
      {move.state !== 'looking' && (
        <Button
          variant={mayConfirm ? 'default' : 'filled'}
          disabled={step.isPending}
          onClick={() =>
            take({ name: 'look', whom: move.state === 'failed' ? 'failed' : 'everybody' }, t('move.prepared'))
          }
        >
          {t('move.lookAgain')}
        </Button>
      )}
      <Button variant="subtle" color="red" disabled={step.isPending} onClick={cancelDialog.open}>
        {t('move.cancel')}
      </Button>
      <ConfirmDialog
        opened={cancelling}
        title={t('move.cancelTitle')}
        confirm={t('move.cancel')}
        cancel={t('move.keep')}
        danger
        busy={step.isPending}
        onConfirm={() => take({ name: 'cancel' }, t('move.cancelled'))}
        onClose={cancelDialog.close}
      >
        {t('move.cancelHelp')}
      </ConfirmDialog>
    </Group>
  );
}
