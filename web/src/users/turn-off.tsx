import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '../api/contract.ts';
import { useSynchronizationAction } from '../api/synchronization.ts';
import { notifyDone, notifyFailure } from '../parts/notify.ts';
import { SwitchOffDialog } from '../parts/switch-off-dialog.tsx';

/** The administrator may turn a user's synchronization off; turning on is the user's own. */
export function TurnOff({ row }: { readonly row: UserRow }) {
  const { t } = useTranslation();
  const [asking, dialog] = useDisclosure(false);
  const action = useSynchronizationAction(row.id);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        onClick={dialog.open}
        aria-label={t('users.turnOffOf', { name: row.name })}
      >
        {t('users.turnOff')}
      </Button>
      <SwitchOffDialog
        opened={asking}
        name={row.name}
        busy={action.isPending}
        onClose={dialog.close}
        onConfirm={(body) =>
          action.mutate(
            { name: 'off', body },
            {
              onSuccess: () => notifyDone(t('switchOff.done')),
              onError: (error) => notifyFailure(t('failure.title'), error),
              onSettled: dialog.close,
            },
          )
        }
      />
    </>
  );
}
