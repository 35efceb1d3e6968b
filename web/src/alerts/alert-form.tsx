import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useAlertTest, useSaveAlertSettings } from '../api/alerts.ts';
import { ApiFailure } from '../api/client.ts';
import type { AlertSettings } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { Card } from '../parts/card.tsx';
import { notifyDone, notifyFailure } from '../parts/notify.ts';
import { UnsavedGuard } from '../parts/unsaved-guard.tsx';
import classes from './alert-form.module.css';
import { type AlertValues, fieldOf, formOf, valuesOf } from './alert-values.ts';
import { ConditionFields } from './condition-fields.tsx';
import { ReceiverFields } from './receiver-fields.tsx';

interface AlertFormProps {
  readonly settings: AlertSettings;
  /** Support sees the settings but changes nothing. */
  readonly readOnly: boolean;
}

/** Who is told of what, and from when on. */
export function AlertForm({ settings, readOnly }: AlertFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const save = useSaveAlertSettings();
  const form = useForm<AlertValues>({ initialValues: valuesOf(settings) });
  const submit = form.onSubmit((values) =>
    save.mutate(formOf(values), {
      onSuccess: (saved) => {
        form.setInitialValues(valuesOf(saved));
        form.setValues(valuesOf(saved));
        form.resetDirty(valuesOf(saved));
        notifyDone(t('alerts.saved'));
      },
      onError: (error) => {
        const fields = error instanceof ApiFailure ? Object.entries(error.fields) : [];
        form.setErrors(Object.fromEntries(fields.map(([path, words]) => [fieldOf(path), words])));
        notifyFailure(t('failure.notSaved'), error);
      },
    }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <UnsavedGuard dirty={form.isDirty() && !readOnly} />
      <fieldset disabled={readOnly} className={classes.fields}>
        <Stack gap="lg">
          {readOnly && <Alert>{t('exchange.readOnly')}</Alert>}
          <Card title={t('alerts.receivers')} description={t('alerts.receiversHelp')}>
            <ReceiverFields form={form} settings={settings} />
          </Card>
          <Card title={t('alerts.conditions')} description={t('alerts.conditionsHelp')}>
            <ConditionFields form={form} />
          </Card>
          <Group justify="space-between">
            <Text fz="sm" c="dimmed" role="status">
              {form.isDirty() ? t('common.unsaved') : savedText()}
            </Text>
            <Group>
              <TestButton disabled={form.isDirty() || settings.updatedAt === null} />
              <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                {t('common.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </fieldset>
    </form>
  );

  function savedText(): string {
    const { updatedAt, updatedByName } = settings;
    if (updatedAt === null) return t('alerts.neverSaved');
    return t('exchange.savedBy', { at: format.dateTime(updatedAt), name: updatedByName ?? '–' });
  }
}

/** Tries every way that is saved; what is typed but not saved has to be saved first. */
function TestButton({ disabled }: { readonly disabled: boolean }) {
  const { t } = useTranslation();
  const test = useAlertTest();
  const send = () =>
    test.mutate(undefined, {
      onSuccess: ({ messages }) => notifyDone(t('alerts.testSent', { count: messages })),
      onError: (error) => notifyFailure(t('failure.title'), error),
    });
  return (
    <Button variant="default" onClick={send} loading={test.isPending} disabled={disabled}>
      {t('alerts.test')}
    </Button>
  );
}
