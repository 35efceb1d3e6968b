import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api/client.ts';
import type { SignIn } from '../api/contract.ts';
import { VisiblePasswordInput } from '../parts/visible-password-input.tsx';

interface SignInFormProps {
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onSubmit: (who: SignIn) => void;
}

export function SignInForm({ error, busy, onSubmit }: SignInFormProps) {
  const { t } = useTranslation();
  const fields = error instanceof ApiFailure ? error.fields : {};
  const form = useForm<SignIn>({
    initialValues: { email: '', password: '' },
    validate: {
      email: (email) => (email.trim() === '' ? t('signIn.emailMissing') : null),
      password: (password) => (password === '' ? t('signIn.passwordMissing') : null),
    },
  });
  return (
    <form
      onSubmit={form.onSubmit(({ email, password }) => onSubmit({ email: email.trim(), password }))}
      noValidate
    >
      <Stack gap="md">
        {error && (
          <Alert color="red" role="alert">
            {error.message}
          </Alert>
        )}
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
          error={form.errors.email ?? fields.email}
        />
        <VisiblePasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          {...form.getInputProps('password')}
          error={form.errors.password ?? fields.password}
        />
        <Button type="submit" loading={busy} fullWidth mt="xs">
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}
