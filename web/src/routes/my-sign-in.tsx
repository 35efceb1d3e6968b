import { Alert } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mySignInQuery } from '../api/passwords.ts';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { PasswordCard } from '../profile/password-card.tsx';
import { ProviderCard } from '../profile/provider-card.tsx';
import { ProviderProblemAlert } from '../sign-in/provider-problem.tsx';

/** My profile > Password and sign-in. */
export function MySignInPage() {
  const { t } = useTranslation();
  const { problem, linked } = useSearch({ from: '/signed-in/profile/sign-in' });
  const mine = useQuery(mySignInQuery);
  return (
    <Page title={t('mySignIn.title')} description={t('mySignIn.description')}>
      {problem && <ProviderProblemAlert problem={problem} title={t('mySignIn.notLinkedTitle')} />}
      {linked && (
        <Alert role="status" icon={<IconCircleCheck />}>
          {t('mySignIn.linked')}
        </Alert>
      )}
      {mine.isPending && <Loading rows={2} />}
      {mine.isError && <ErrorState error={mine.error} retry={mine.refetch} />}
      {mine.data && (
        <>
          <PasswordCard mine={mine.data} />
          {mine.data.provider && (
            <ProviderCard provider={mine.data.provider} hasPassword={mine.data.hasPassword} />
          )}
        </>
      )}
    </Page>
  );
}
