import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActivityDeletion } from '../api/activities.ts';
import type { ActivityScope, ActivityView } from '../api/contract.ts';
import { useMe } from '../api/session.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { notifyDone, notifyFailure } from '../parts/notify.ts';
import { ScopeChoice } from './scope-choice.tsx';

interface DeleteActivityProps {
  readonly activity: ActivityView;
  readonly onDone: () => void;
}

/** The owner deletes an activity; a participant can only remove it from themselves. Both are asked first. */
export function DeleteActivity({ activity, onDone }: DeleteActivityProps) {
  const { t } = useTranslation();
  const me = useMe();
  const [asking, dialog] = useDisclosure(false);
  const [scope, setScope] = useState<ActivityScope>('this');
  const deletion = useActivityDeletion();
  // Single occurrences are the owner's to delete; whoever only takes part leaves the whole series.
  const isChoosing = activity.seriesId !== null && activity.ownerId === me.id;
  const takesPart = activity.participants.some(({ userId }) => userId === me.id);
  if (!activity.mayDelete && !takesPart) return <span />;
  const way = activity.ownerId === me.id ? 'delete' : 'leave';
  const confirm = () =>
    deletion.mutate(
      { activity, scope: isChoosing ? scope : 'all' },
      {
        onSuccess: () => {
          notifyDone(t(`calendar.${way}.done`));
          onDone();
        },
        onError: (error) => notifyFailure(t('failure.title'), error),
        onSettled: dialog.close,
      },
    );
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={dialog.open}
      >
        {t(`calendar.${way}.button`)}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t(`calendar.${way}.title`)}
        confirm={t(`calendar.${way}.button`)}
        danger
        busy={deletion.isPending}
        onConfirm={confirm}
        onClose={dialog.close}
      >
        {t(`calendar.${way}.help`, { subject: activity.subject })}
        {isChoosing && <ScopeChoice label={t('calendar.scope.delete')} scope={scope} onChoose={setScope} />}
      </ConfirmDialog>
    </>
  );
}
