import { Alert, PasswordInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Card } from '../parts/card.tsx';
import { FindAddress } from './find-address.tsx';
import { useSettingsForm } from './settings-form-context.ts';
import { VERSIONS } from './settings-values.ts';

interface ConnectionSectionProps {
  readonly hasPassword: boolean;
  readonly readOnly: boolean;
  /** In demo mode the address of the sandbox, to be named in the help. */
  readonly sandboxUrl: string | null;
}

/** Which Exchange it is, and the account that Tahti signs in with. */
export function ConnectionSection({ hasPassword, readOnly, sandboxUrl }: ConnectionSectionProps) {
  const { t } = useTranslation();
  const form = useSettingsForm();
  const addressHelp = sandboxUrl
    ? `${t('exchange.ewsUrlHelp')} ${t('exchange.ewsUrlDemo', { url: sandboxUrl })}`
    : t('exchange.ewsUrlHelp');
  const graph = form.values.version === 'office365-graph';
  return (
    <Card title={t('exchange.connection')} description={t('exchange.connectionHelp')}>
      <Select
        label={t('exchange.version')}
        allowDeselect={false}
        checkIconPosition="right"
        data={VERSIONS.map((version) => ({ value: version, label: t(`exchange.versions.${version}`) }))}
        {...form.getInputProps('version')}
      />
      {graph ? (
        <Alert color="ember" title={t('exchange.graphTitle')}>
          {t('exchange.graphHelp')}
        </Alert>
      ) : (
        <>
          <TextInput
            label={t('exchange.ewsUrl')}
            description={addressHelp}
            type="url"
            inputMode="url"
            placeholder="https://outlook.example.com/EWS/Exchange.asmx"
            {...form.getInputProps('ewsUrl')}
          />
          {!readOnly && <FindAddress />}
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label={t('exchange.userName')}
              description={t('exchange.userNameHelp')}
              autoComplete="off"
              {...form.getInputProps('delegateUserName')}
            />
            <PasswordInput
              label={t('exchange.password')}
              description={t(hasPassword ? 'exchange.passwordStoredHelp' : 'exchange.passwordHelp')}
              placeholder={hasPassword ? t('exchange.passwordStored') : undefined}
              autoComplete="new-password"
              visibilityToggleButtonProps={{
                'aria-label': t('signIn.showPassword'),
                tabIndex: 0,
                'aria-hidden': false,
              }}
              {...form.getInputProps('delegatePassword')}
            />
          </SimpleGrid>
          <TextInput
            label={t('exchange.netbios')}
            description={t('exchange.netbiosHelp')}
            maw={380}
            autoComplete="off"
            {...form.getInputProps('netbiosDomain')}
          />
        </>
      )}
    </Card>
  );
}
