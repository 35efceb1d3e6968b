import { Alert, Select, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { AlertSettings } from '../api/contract.ts';
import { VisiblePasswordInput } from '../parts/visible-password-input.tsx';
import type { AlertValues } from './alert-values.ts';

interface ReceiverFieldsProps {
  readonly form: UseFormReturnType<AlertValues>;
  readonly settings: AlertSettings;
}

const LANGUAGES = { fi: 'suomi', en: 'English', sv: 'svenska' };

/** Whom alerts reach: by mail, by webhook, or both. */
export function ReceiverFields({ form, settings }: ReceiverFieldsProps) {
  const { t } = useTranslation();
  return (
    <Stack>
      {!settings.mail && <Alert color="ember">{t('alerts.noMailServer')}</Alert>}
      <TextInput
        label={t('alerts.emails')}
        description={t('alerts.emailsHelp')}
        autoComplete="off"
        {...form.getInputProps('emails')}
      />
      <Select
        label={t('alerts.language')}
        data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        allowDeselect={false}
        maw={260}
        {...form.getInputProps('language')}
      />
      <TextInput
        label={t('alerts.webhookUrl')}
        description={t('alerts.webhookUrlHelp')}
        type="url"
        autoComplete="off"
        {...form.getInputProps('webhookUrl')}
      />
      <VisiblePasswordInput
        label={t('alerts.webhookSecret')}
        description={t(settings.hasWebhookSecret ? 'alerts.webhookSecretKept' : 'alerts.webhookSecretHelp')}
        autoComplete="new-password"
        {...form.getInputProps('webhookSecret')}
      />
    </Stack>
  );
}
