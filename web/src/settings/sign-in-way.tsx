import { Alert, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSettingsForm } from './settings-form-context.ts';

/** How Tahti proves itself to Office 365, and what Microsoft is switching off there. */
export function SignInWay() {
  const { t } = useTranslation();
  const form = useSettingsForm();
  return (
    <Stack gap="sm">
      <Alert color="ember" title={t('exchange.retiredTitle')}>
        {t('exchange.retiredHelp')}
      </Alert>
      <Radio.Group label={t('exchange.signInWay')} {...form.getInputProps('signInWay')}>
        <Stack gap="xs" mt="xs">
          {(['application', 'password'] as const).map((way) => (
            <Radio
              key={way}
              value={way}
              label={t(`exchange.way.${way}.name`)}
              description={t(`exchange.way.${way}.help`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </Stack>
  );
}
