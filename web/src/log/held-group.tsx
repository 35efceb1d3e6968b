import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HeldOfUser } from '../api/contract.ts';
import { useDecideHeld } from '../api/log-work.ts';
import { useFormat } from '../language/format.ts';
import { useKnownText } from '../language/known-text.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { notifyDone } from '../parts/notify.ts';
import { HeldNames } from './held-names.tsx';

interface HeldGroupProps {
  readonly held: HeldOfUser;
  readonly companyId: string | undefined;
}

/** Deletions that wait in one user's calendars: how many and why, which, and the decision about them. */
export function HeldGroup({ held, companyId }: HeldGroupProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = useKnownText();
  const [naming, names] = useDisclosure(false);
  const count = held.fromActivities + held.fromMailbox;
  const title = t('log.held.of', { count, name: held.userName, interpolation: { escapeValue: false } });
  return (
    <Alert color="ember" icon={<IconHandStop />} title={title} data-testid="held">
      <Stack gap="sm">
        {held.reason && <Text fz="sm">{known(`reason.${held.reason}`) ?? held.reason}</Text>}
        <Text fz="sm">
          {t('log.held.where', {
            activities: format.number(held.fromActivities),
            mailbox: format.number(held.fromMailbox),
            since: format.dateTime(held.since),
          })}
        </Text>
        <Decided held={held} />
        <Group gap="sm">
          <Decision held={held} />
          <Button size="xs" variant="default" onClick={names.open}>
            {t('log.held.names')}
          </Button>
        </Group>
      </Stack>
      <HeldNames
        opened={naming}
        title={title}
        userId={held.userId}
        companyId={companyId}
        onClose={names.close}
      />
    </Alert>
  );
}

function Decided({ held }: { readonly held: HeldOfUser }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (held.decision === null || held.decidedAt === null) return null;
  const said = { at: format.dateTime(held.decidedAt), name: held.decidedBy ?? t('log.system') };
  return (
    <Text fz="sm" fw={600}>
      {t(`log.held.${held.decision}d`, { ...said, interpolation: { escapeValue: false } })}
      {held.undecided > 0 && ` ${t('log.held.undecided', { count: held.undecided })}`}
    </Text>
  );
}

function Decision({ held }: { readonly held: HeldOfUser }) {
  const { t } = useTranslation();
  const [asking, dialog] = useDisclosure(false);
  const decide = useDecideHeld(held);
  const count = held.fromActivities + held.fromMailbox;
  const act = (decision: 'approve' | 'restore') =>
    decide.mutate(decision, {
      onSuccess: () => notifyDone(t(`held.${decision}Done`)),
      onSettled: dialog.close,
    });
  if (!held.mayDecide) return <Text fz="sm">{t('log.held.notYours')}</Text>;
  if (held.state !== 'on') return <Text fz="sm">{t(`log.held.resting.${held.state}`)}</Text>;
  return (
    <>
      <Button size="xs" loading={decide.isPending} onClick={() => act('restore')}>
        {t('held.restore')}
      </Button>
      <Button size="xs" variant="default" onClick={dialog.open}>
        {t('held.approve')}
      </Button>
      {decide.isError && (
        <Text fz="sm" c="var(--mantine-color-error)" role="alert">
          {decide.error.message}
        </Text>
      )}
      <ConfirmDialog
        opened={asking}
        title={t('held.approveTitle', { count })}
        confirm={t('held.approve')}
        danger
        busy={decide.isPending}
        onConfirm={() => act('approve')}
        onClose={dialog.close}
      >
        {t('held.approveHelp')}
      </ConfirmDialog>
    </>
  );
}
