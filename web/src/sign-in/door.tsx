import { Box, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../api/contract.ts';
import { currentLanguage, showLanguage } from '../language/i18n.ts';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { Logo } from '../shell/logo.tsx';

interface DoorProps {
  readonly title: string;
  /** Stands between the languages and the card. */
  readonly notice?: ReactNode;
  /** Stands under the card. */
  readonly below?: ReactNode;
  readonly onLanguage?: (language: Language) => void;
  readonly children: ReactNode;
}

/** A page before the sign-in: the mark, the languages, and one card. */
export function Door({ title, notice, below, onLanguage, children }: DoorProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · Tahti`;
  }, [title]);
  const choose = (language: Language) => {
    onLanguage?.(language);
    void showLanguage(language);
  };
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
        {notice}
        <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
          <Title order={1} fz={22} mb="md">
            {title}
          </Title>
          {children}
        </Paper>
        {below}
      </Stack>
    </Box>
  );
}
