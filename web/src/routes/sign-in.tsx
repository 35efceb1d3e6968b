import { Alert, Stack } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, SignIn } from '../api/contract.ts';
import { startQuery, useSignIn } from '../api/session.ts';
import { TextLink } from '../parts/text-link.tsx';
import { Door } from '../sign-in/door.tsx';
import { ExampleAccounts } from '../sign-in/example-accounts.tsx';
import { ProviderButton } from '../sign-in/provider-button.tsx';
import { ProviderProblemAlert } from '../sign-in/provider-problem.tsx';
import { SignInForm } from '../sign-in/sign-in-form.tsx';

/** The door: sign in, or in demo mode step in as one of the example people. */
export function SignInPage() {
  const { t } = useTranslation();
  const { back, expired, problem } = useSearch({ from: '/sign-in' });
  const [chosen, setChosen] = useState<Language | null>(null);
  const start = useQuery(startQuery);
  const signIn = useSignIn(chosen);
  const navigate = useNavigate();
  const enter = (who: SignIn) => signIn.mutate(who, { onSuccess: () => navigate({ href: back ?? '/' }) });
  return (
    <Door
      title={t('signIn.title')}
      onLanguage={setChosen}
      notice={
        <>
          {expired && <Alert icon={<IconClock />}>{t('signIn.expired')}</Alert>}
          {problem && <ProviderProblemAlert problem={problem} title={t('signIn.problem.title')} />}
        </>
      }
      below={
        start.data?.demo && (
          <ExampleAccounts accounts={start.data.accounts} busy={signIn.isPending} onChoose={enter} />
        )
      }
    >
      {start.data?.provider && (
        <ProviderButton provider={start.data.provider} back={back} again={problem !== undefined} />
      )}
      <Stack gap="md">
        <SignInForm error={signIn.error} busy={signIn.isPending} onSubmit={enter} />
        <TextLink to="/forgot-password" fz="sm">
          {t('signIn.forgot')}
        </TextLink>
      </Stack>
    </Door>
  );
}
