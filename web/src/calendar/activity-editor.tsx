import { Alert, Button, Group, Stack } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { UnsavedGuard } from '../parts/unsaved-guard.tsx';
import { ActivityFields } from './activity-fields.tsx';
import { DeleteActivity } from './delete-activity.tsx';
import { OwnAnswer } from './own-answer.tsx';
import { PeopleList } from './people-list.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { StaleAlert } from './stale-alert.tsx';
import { SynchronizedNote } from './synchronized-note.tsx';
import { type ActivityEditorProps, useActivityForm } from './use-activity-form.ts';

interface EditorProps extends ActivityEditorProps {
  /** Asked to close without saving. */
  readonly onCancel: () => void;
  /** Told whether something is unsaved, whenever that changes. */
  readonly onDirty: (dirty: boolean) => void;
}

/** The form of an activity, and all that one can do with it. */
export function ActivityEditor(props: EditorProps) {
  const { types, onDone, onCancel, onDirty } = props;
  const { t } = useTranslation();
  const { form, base, rule, scope, setScope, stale, error, ...editor } = useActivityForm(props);
  const focusFirst = (errors: object) => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus();
  const { isDirty } = editor;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  return (
    <form onSubmit={form.onSubmit(editor.submit, (errors) => focusFirst(errors))} noValidate>
      <Stack gap="md">
        {stale && <StaleAlert current={stale} onTake={editor.takeCurrent} />}
        {error && (
          <Alert color="red" role="alert">
            {error.message}
          </Alert>
        )}
        {base && <OwnAnswer activity={base} onAnswered={editor.takeAnswer} onDeclined={onDone} />}
        {base?.seriesId && (
          <ScopeChoice label={t('calendar.scope.change')} scope={scope} onChoose={setScope} />
        )}
        <ActivityFields form={form} types={types} activity={base} rule={rule} scope={scope} />
        <UnsavedGuard dirty={isDirty} />
        {base && <PeopleList activity={base} />}
        {base && <SynchronizedNote activity={base} />}
        <Group justify="space-between">
          {base ? <DeleteActivity activity={base} onDone={onDone} /> : <span />}
          <Group gap="sm">
            <Button variant="default" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={editor.isBusy} disabled={stale !== null}>
              {t('common.save')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
