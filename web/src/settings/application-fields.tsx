import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ExchangeForm } from '../api/contract.ts';
import { SecretInput } from './secret-input.tsx';
import { useSettingsForm } from './settings-form-context.ts';

const CLOUDS = [
  'worldwide',
  'usGovernment',
  'usDefense',
  'china',
] as const satisfies readonly ExchangeForm['cloud'][];

/** The application that is registered in Microsoft Entra, and the secret with which it signs in. */
export function ApplicationFields({ hasSecret }: { readonly hasSecret: boolean }) {
  const { t } = useTranslation();
  const form = useSettingsForm();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput
        label={t('exchange.tenant')}
        description={t('exchange.tenantHelp')}
        autoComplete="off"
        {...form.getInputProps('tenant')}
      />
      <Select
        label={t('exchange.cloud')}
        description={t('exchange.cloudHelp')}
        allowDeselect={false}
        checkIconPosition="right"
        data={CLOUDS.map((cloud) => ({ value: cloud, label: t(`exchange.clouds.${cloud}`) }))}
        {...form.getInputProps('cloud')}
      />
      <TextInput
        label={t('exchange.applicationId')}
        description={t('exchange.applicationIdHelp')}
        autoComplete="off"
        {...form.getInputProps('applicationId')}
      />
      <SecretInput
        label={t('exchange.clientSecret')}
        description={t(hasSecret ? 'exchange.clientSecretStoredHelp' : 'exchange.clientSecretHelp')}
        isStored={hasSecret}
        show={t('exchange.showClientSecret')}
        {...form.getInputProps('clientSecret')}
      />
    </SimpleGrid>
  );
}
