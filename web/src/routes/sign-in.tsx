import { Alert, Box, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, SignIn } from '../api/contract.ts';
import { startQuery, useSignIn } from '../api/session.ts';
import { currentLanguage, showLanguage } from '../language/i18n.ts';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { Logo } from '../shell/logo.tsx';
import { ExampleAccounts } from '../sign-in/example-accounts.tsx';
import { SignInForm } from '../sign-in/sign-in-form.tsx';

/** The door: sign in, or in demo mode step in as one of the example people. */
export function SignInPage() {
  const { t } = useTranslation();
  const { back, expired } = useSearch({ from: '/sign-in' });
  const [chosen, setChosen] = useState<Language | null>(null);
  const start = useQuery(startQuery);
  const signIn = useSignIn(chosen);
  const navigate = useNavigate();
  useEffect(() => {
    document.title = `${t('signIn.title')} · Tahti`;
  }, [t]);
  const choose = (language: Language) => {
    setChosen(language);
    void showLanguage(language);
  };
  const enter = (who: SignIn) => signIn.mutate(who, { onSuccess: () => navigate({ href: back ?? '/' }) });
  return (
    <Box component="main" mih="100dvh" py={{ base: 'md', sm: 'xl' }} px="md">
      <Stack maw={460} mx="auto" gap="lg">
        <Group gap="sm" mt={{ base: 0, sm: 'lg' }}>
          <Logo size={40} />
          <div>
            <Text fw={700} fz={24} lh={1.1}>
              Tahti
            </Text>
            <Text c="dimmed" fz="sm">
              {t('signIn.motto')}
            </Text>
          </div>
        </Group>
        <LanguageSwitch value={currentLanguage()} onChange={choose} />
        {expired && <Alert icon={<IconClock />}>{t('signIn.expired')}</Alert>}
        <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
          <Title order={1} fz={22} mb="md">
            {t('signIn.title')}
          </Title>
          <SignInForm error={signIn.error} busy={signIn.isPending} onSubmit={enter} />
        </Paper>
        {start.data?.demo && (
          <ExampleAccounts accounts={start.data.accounts} busy={signIn.isPending} onChoose={enter} />
        )}
      </Stack>
    </Box>
  );
}
