import { Stack } from '@mantine/core';
import type { ActivityType, ExchangeSettings } from '../api/contract.ts';
import { useMe } from '../api/session.ts';
import { UnsavedGuard } from '../parts/unsaved-guard.tsx';
import { ConnectionSection } from './connection-section.tsx';
import { OutgoingSection } from './outgoing-section.tsx';
import { RulesSection } from './rules-section.tsx';
import { SaveAnywayDialog } from './save-anyway-dialog.tsx';
import { SaveBar } from './save-bar.tsx';
import classes from './settings-form.module.css';
import { SettingsFormProvider, useNewSettingsForm } from './settings-form-context.ts';
import { initialValues, leadsElsewhere } from './settings-values.ts';
import { TestSection } from './test-section.tsx';
import { useSubmission } from './use-submission.ts';

interface SettingsFormProps {
  readonly settings: ExchangeSettings;
  readonly types: readonly ActivityType[];
  readonly readOnly: boolean;
}

/**
 * The whole form: saved as one, and only when the connection passes its test or the administrator insists. Another
 * connection of a company that synchronizes is not saved but prepared as a move.
 */
export function SettingsForm({ settings, types, readOnly }: SettingsFormProps) {
  const me = useMe();
  const form = useNewSettingsForm({ initialValues: initialValues(settings, me.email) });
  const isMove = settings.isInUse && settings.saved !== null && leadsElsewhere(form.values, settings.saved);
  const submission = useSubmission(form, isMove);
  const { busy } = submission;
  const graph = form.values.version === 'office365-graph';
  return (
    <SettingsFormProvider form={form}>
      <form onSubmit={form.onSubmit(() => submission.submit(false))} noValidate>
        <fieldset disabled={readOnly || busy} className={classes.fields} data-read-only={readOnly}>
          <Stack gap="lg">
            <ConnectionSection
              stored={settings}
              readOnly={readOnly}
              sandboxUrl={me.demo ? settings.suggestion.ewsUrl || null : null}
            />
            {!graph && !readOnly && <TestSection />}
            <OutgoingSection types={types} hasPersonalType={settings.hasPersonalType} />
            <RulesSection />
          </Stack>
        </fieldset>
        {!readOnly && <SaveBar dirty={form.isDirty()} busy={busy} impossible={graph} isMove={isMove} />}
      </form>
      <SaveAnywayDialog
        failure={submission.testFailure}
        busy={busy}
        isMove={isMove}
        onSave={() => submission.submit(true)}
        onClose={submission.goBack}
      />
      <UnsavedGuard dirty={form.isDirty() && !busy} />
    </SettingsFormProvider>
  );
}
