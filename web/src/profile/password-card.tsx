import { Alert, Button, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api/client.ts';
import type { MySignIn, PasswordChange } from '../api/contract.ts';
import { useChangePassword } from '../api/passwords.ts';
import { useMe } from '../api/session.ts';
import { useFormat } from '../language/format.ts';
import { Card } from '../parts/card.tsx';
import { notifyDone } from '../parts/notify.ts';
import { VisiblePasswordInput } from '../parts/visible-password-input.tsx';
import { SHORTEST_PASSWORD } from '../sign-in/set-password-form.tsx';

/** My password: when it was changed, and changing it. */
export function PasswordCard({ mine }: { readonly mine: MySignIn }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card title={t('mySignIn.password')} description={t('mySignIn.passwordHelp')}>
      {mine.passwordChangedAt && (
        <Text fz="sm">{t('mySignIn.changedAt', { at: format.dateTime(mine.passwordChangedAt) })}</Text>
      )}
      {mine.hasPassword ? <ChangeForm /> : <Text fz="sm">{t('mySignIn.noPassword')}</Text>}
    </Card>
  );
}

function ChangeForm() {
  const { t } = useTranslation();
  const { email } = useMe();
  const change = useChangePassword();
  const form = useForm<PasswordChange>({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: (password) => (password === '' ? t('mySignIn.currentMissing') : null),
      newPassword: (password) => (password.length < SHORTEST_PASSWORD ? t('setPassword.tooShort') : null),
    },
  });
  const submit = form.onSubmit((body) =>
    change.mutate(body, {
      onSuccess: () => {
        form.reset();
        notifyDone(t('mySignIn.changed'));
      },
      onError: (error) => error instanceof ApiFailure && form.setErrors(error.fields),
    }),
  );
  const isBeside = change.error instanceof ApiFailure && Object.keys(change.error.fields).length > 0;
  return (
    <form onSubmit={submit} noValidate>
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Stack gap="md" maw={420}>
        {change.isError && !isBeside && (
          <Alert color="red" role="alert">
            {change.error.message}
          </Alert>
        )}
        <VisiblePasswordInput
          label={t('mySignIn.current')}
          autoComplete="current-password"
          {...form.getInputProps('currentPassword')}
        />
        <VisiblePasswordInput
          label={t('setPassword.label')}
          description={t('setPassword.help')}
          autoComplete="new-password"
          {...form.getInputProps('newPassword')}
        />
        <Button type="submit" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('mySignIn.change')}
        </Button>
      </Stack>
    </form>
  );
}
