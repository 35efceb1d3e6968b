import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ActivityTime, ActivityType, ActivityView } from '../api/contract.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { ActivityEditor } from './activity-editor.tsx';
import { ActivityFacts } from './activity-facts.tsx';
import { useLeaving } from './use-leaving.ts';

/** What the dialog is opened with: a time for a new activity, or an activity. */
export type OpenActivity =
  | { readonly kind: 'new'; readonly time: ActivityTime }
  | { readonly kind: 'existing'; readonly activity: ActivityView };

interface ActivityDialogProps {
  readonly opened: OpenActivity | null;
  readonly types: readonly ActivityType[];
  readonly onClose: () => void;
}

/** An activity in full: to make, to edit, or only to read. */
export function ActivityDialog({ opened, types, onClose }: ActivityDialogProps) {
  const { t } = useTranslation();
  const editable = opened?.kind === 'new' || opened?.activity.mayEdit;
  const title =
    opened?.kind === 'new' ? 'calendar.newTitle' : editable ? 'calendar.editTitle' : 'calendar.readTitle';
  const { setDirty, ...leaving } = useLeaving(onClose);
  const editor = { types, onDone: leaving.close, onCancel: leaving.ask, onDirty: setDirty };
  return (
    <Modal.Stack>
      <Modal
        stackId="activity"
        opened={opened !== null}
        onClose={leaving.ask}
        returnFocus={false}
        size="lg"
        title={<Text fw={650}>{t(title)}</Text>}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {opened?.kind === 'new' && <ActivityEditor time={opened.time} activity={null} {...editor} />}
        {opened?.kind === 'existing' &&
          (editable ? (
            <ActivityEditor time={opened.activity.time} activity={opened.activity} {...editor} />
          ) : (
            <ActivityFacts activity={opened.activity} types={types} onDone={onClose} />
          ))}
      </Modal>
      <ConfirmDialog
        opened={leaving.asking}
        title={t('unsaved.title')}
        confirm={t('unsaved.leave')}
        cancel={t('calendar.keepEditing')}
        danger
        onConfirm={leaving.close}
        onClose={leaving.stay}
      >
        {t('calendar.unsavedHelp')}
      </ConfirmDialog>
    </Modal.Stack>
  );
}
