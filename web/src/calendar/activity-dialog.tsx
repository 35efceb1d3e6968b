import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ActivityTime, ActivityType, ActivityView } from '../api/contract.ts';
import { ActivityEditor } from './activity-editor.tsx';
import { ActivityFacts } from './activity-facts.tsx';

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
  return (
    <Modal
      opened={opened !== null}
      onClose={onClose}
      returnFocus={false}
      size="lg"
      title={<Text fw={650}>{t(title)}</Text>}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened?.kind === 'new' && (
        <ActivityEditor time={opened.time} activity={null} types={types} onDone={onClose} />
      )}
      {opened?.kind === 'existing' &&
        (editable ? (
          <ActivityEditor
            time={opened.activity.time}
            activity={opened.activity}
            types={types}
            onDone={onClose}
          />
        ) : (
          <ActivityFacts activity={opened.activity} types={types} onDone={onClose} />
        ))}
    </Modal>
  );
}
