import { SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SecretInput } from './secret-input.tsx';
import { useSettingsForm } from './settings-form-context.ts';

/** The delegate account: its name, password and, on a server of one's own, domain. */
export function DelegateFields({ hasPassword }: { readonly hasPassword: boolean }) {
  const { t } = useTranslation();
  const form = useSettingsForm();
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t('exchange.userName')}
          description={t('exchange.userNameHelp')}
          autoComplete="off"
          {...form.getInputProps('delegateUserName')}
        />
        <SecretInput
          label={t('exchange.password')}
          description={t(hasPassword ? 'exchange.passwordStoredHelp' : 'exchange.passwordHelp')}
          isStored={hasPassword}
          show={t('signIn.showPassword')}
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
  );
}
