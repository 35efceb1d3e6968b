import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api/client.ts';
import { useForgottenPassword } from '../api/passwords.ts';
import { startQuery } from '../api/session.ts';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { Door } from '../sign-in/door.tsx';

/** Forgot the password: a mailed link, or where no mail can be sent, whom to ask. */
export function ForgotPasswordPage() {
  const { t } = useTranslation();
  const start = useQuery(startQuery);
  return (
    <Door title={t('forgot.title')} below={<TextLink to="/sign-in">{t('signIn.back')}</TextLink>}>
      {start.isPending && <Loading rows={1} />}
      {start.isError && <ErrorState error={start.error} retry={start.refetch} />}
      {start.data && (start.data.mail ? <AskForLink /> : <Text>{t('forgot.noMail')}</Text>)}
    </Door>
  );
}

function AskForLink() {
  const { t } = useTranslation();
  const ask = useForgottenPassword();
  const form = useForm({
    initialValues: { email: '' },
    validate: { email: (email) => (email.trim() === '' ? t('signIn.emailMissing') : null) },
  });
  if (ask.isSuccess)
    return (
      <Alert role="status" icon={<IconMail />} title={t('forgot.sentTitle')}>
        {t('forgot.sent', { email: ask.variables.email })}
      </Alert>
    );
  const fields = ask.error instanceof ApiFailure ? ask.error.fields : {};
  return (
    <form onSubmit={form.onSubmit(({ email }) => ask.mutate({ email: email.trim() }))} noValidate>
      <Stack gap="md">
        <Text c="dimmed" fz="sm">
          {t('forgot.help')}
        </Text>
        {ask.isError && (
          <Alert color="red" role="alert">
            {ask.error.message}
          </Alert>
        )}
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
          error={form.errors.email ?? fields.email}
        />
        <Button type="submit" loading={ask.isPending} fullWidth>
          {t('forgot.submit')}
        </Button>
      </Stack>
    </form>
  );
}
