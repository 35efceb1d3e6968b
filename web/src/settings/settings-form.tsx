import { Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api/client.ts';
import type { ActivityType, ExchangeSettings } from '../api/contract.ts';
import { useExchangeSettingsSave } from '../api/exchange-settings.ts';
import { useMe } from '../api/session.ts';
import { notifyDone, notifyFailure } from '../parts/notify.ts';
import { UnsavedGuard } from '../parts/unsaved-guard.tsx';
import { ConnectionSection } from './connection-section.tsx';
import { OutgoingSection } from './outgoing-section.tsx';
import { RulesSection } from './rules-section.tsx';
import { SaveAnywayDialog } from './save-anyway-dialog.tsx';
import { SaveBar } from './save-bar.tsx';
import classes from './settings-form.module.css';
import { SettingsFormProvider, useNewSettingsForm } from './settings-form-context.ts';
import { initialValues, NOTHING_TYPED, saveRequest } from './settings-values.ts';
import { showFieldErrors } from './show-field-errors.ts';
import { TestSection } from './test-section.tsx';

interface SettingsFormProps {
  readonly settings: ExchangeSettings;
  readonly types: readonly ActivityType[];
  readonly readOnly: boolean;
}

/** The whole form: saved as one, and only when the connection passes its test or the administrator insists. */
export function SettingsForm({ settings, types, readOnly }: SettingsFormProps) {
  const { t } = useTranslation();
  const me = useMe();
  const form = useNewSettingsForm({ initialValues: initialValues(settings, me.email) });
  const save = useExchangeSettingsSave();
  const [testFailure, setTestFailure] = useState<ApiFailure | null>(null);

  const onError = (error: Error) => {
    if (!(error instanceof ApiFailure)) return notifyFailure(t('failure.notSaved'), error);
    if (error.code === 'connectionTestFailed') return setTestFailure(error);
    showFieldErrors(form, error);
    notifyFailure(t('failure.notSaved'), error);
  };
  const submit = (anyway: boolean) =>
    save.mutate(saveRequest(form.values, anyway), {
      onSuccess: () => {
        setTestFailure(null);
        form.setValues(NOTHING_TYPED);
        form.resetDirty({ ...form.values, ...NOTHING_TYPED });
        notifyDone(t('exchange.saved'));
      },
      onError,
    });

  const graph = form.values.version === 'office365-graph';
  return (
    <SettingsFormProvider form={form}>
      <form onSubmit={form.onSubmit(() => submit(false))} noValidate>
        <fieldset disabled={readOnly || save.isPending} className={classes.fields} data-read-only={readOnly}>
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
        {!readOnly && <SaveBar dirty={form.isDirty()} busy={save.isPending} impossible={graph} />}
      </form>
      <SaveAnywayDialog
        failure={testFailure}
        busy={save.isPending}
        onSave={() => submit(true)}
        onClose={() => setTestFailure(null)}
      />
      <UnsavedGuard dirty={form.isDirty() && !save.isPending} />
    </SettingsFormProvider>
  );
}
