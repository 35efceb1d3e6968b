import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HeldDeletionsDecision, SynchronizationView } from '../api/contract.ts';
import { useSynchronizationAction } from '../api/synchronization.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { notifyDone, notifyFailure } from '../parts/notify.ts';
import { TextLink } from '../parts/text-link.tsx';

/** More deletions than the limit: nothing is deleted until a person says which way it goes. */
export function HeldDeletions({ view }: { readonly view: SynchronizationView }) {
  const { t } = useTranslation();
  const action = useSynchronizationAction(view.userId);
  const [asking, dialog] = useDisclosure(false);
  const decide = (decision: HeldDeletionsDecision['decision']) =>
    action.mutate(
      { name: 'held-deletions', body: { decision, heldUntil: view.heldUntil } },
      {
        onSuccess: () => notifyDone(t(`held.${decision}Done`)),
        onError: (error) => notifyFailure(t('failure.title'), error),
        onSettled: dialog.close,
      },
    );
  const count = view.heldDeletions;
  return (
    <Alert color="ember" icon={<IconHandStop />} title={t('held.title', { count })}>
      <Stack gap="sm">
        <Text fz="sm">{t('held.help')}</Text>
        <Group gap="sm">
          <Button size="xs" loading={action.isPending} onClick={() => decide('restore')}>
            {t('held.restore')}
          </Button>
          <Button size="xs" variant="default" onClick={dialog.open}>
            {t('held.approve')}
          </Button>
          <TextLink to="/log" search={{ view: 'waiting' }} fz="sm">
            {t('held.toLog')}
          </TextLink>
        </Group>
      </Stack>
      <ConfirmDialog
        opened={asking}
        title={t('held.approveTitle', { count })}
        confirm={t('held.approve')}
        danger
        busy={action.isPending}
        onConfirm={() => decide('approve')}
        onClose={dialog.close}
      >
        {t('held.approveHelp')}
      </ConfirmDialog>
    </Alert>
  );
}
