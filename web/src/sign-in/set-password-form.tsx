import { Alert, Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api/client.ts';
import { VisiblePasswordInput } from '../parts/visible-password-input.tsx';

interface SetPasswordFormProps {
  /** Whose password: the browser keeps both together. */
  readonly email: string;
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onSubmit: (newPassword: string) => void;
}

/** The shortest password that the server takes. */
export const SHORTEST_PASSWORD = 10;

export function SetPasswordForm({ email, error, busy, onSubmit }: SetPasswordFormProps) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { newPassword: '' },
    validate: {
      newPassword: (password) => (password.length < SHORTEST_PASSWORD ? t('setPassword.tooShort') : null),
    },
  });
  const beside = error instanceof ApiFailure ? error.fields.newPassword : undefined;
  return (
    <form onSubmit={form.onSubmit(({ newPassword }) => onSubmit(newPassword))} noValidate>
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Stack gap="md">
        {error && !beside && (
          <Alert color="red" role="alert">
            {error.message}
          </Alert>
        )}
        <VisiblePasswordInput
          label={t('setPassword.label')}
          description={t('setPassword.help')}
          autoComplete="new-password"
          {...form.getInputProps('newPassword')}
          error={form.errors.newPassword ?? beside}
        />
        <Button type="submit" loading={busy} fullWidth>
          {t('setPassword.submit')}
        </Button>
      </Stack>
    </form>
  );
}
