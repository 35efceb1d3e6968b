import { Alert, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { linkQuery, useSetPassword } from '../api/passwords.ts';
import { Loading } from '../parts/loading.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { Door } from '../sign-in/door.tsx';
import { SetPasswordForm } from '../sign-in/set-password-form.tsx';

/** Where a one-time link leads: an invitation, or a password to be set anew. */
export function SetPasswordPage() {
  const { t } = useTranslation();
  // After the hash: that part of an address is never sent to any server.
  const token = useLocation({ select: ({ hash }) => hash }) || '-';
  const link = useQuery(linkQuery(token));
  const set = useSetPassword();
  const navigate = useNavigate();
  const title = t(link.data?.purpose === 'invitation' ? 'setPassword.welcome' : 'setPassword.title');
  return (
    <Door title={title} below={<TextLink to="/sign-in">{t('signIn.back')}</TextLink>}>
      {link.isPending && <Loading rows={1} />}
      {link.isError && (
        <Stack gap="md" align="flex-start">
          <Alert role="alert" color="red" title={t('setPassword.notValid')} w="100%">
            {link.error.message}
          </Alert>
          <TextLink to="/forgot-password">{t('setPassword.askAgain')}</TextLink>
        </Stack>
      )}
      {link.data && (
        <Stack gap="md">
          <Text fz="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('setPassword.for', { ...link.data, interpolation: { escapeValue: false } })}
          </Text>
          <SetPasswordForm
            email={link.data.email}
            error={set.error}
            busy={set.isPending}
            onSubmit={(newPassword) =>
              set.mutate({ token, newPassword }, { onSuccess: () => navigate({ to: '/', replace: true }) })
            }
          />
        </Stack>
      )}
    </Door>
  );
}
