import { Box, Stack } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';
import { LinkButton } from './link-button.tsx';
import { Page } from './page.tsx';

/** 404: an address that leads nowhere, and the way home. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <Box component="main" p="xl">
      <Page title={t('notFound.title')}>
        <Stack align="center">
          <EmptyState icon={<IconMapQuestion />} title={t('notFound.lead')}>
            {t('notFound.help')}
          </EmptyState>
          <LinkButton to="/">{t('notFound.home')}</LinkButton>
        </Stack>
      </Page>
    </Box>
  );
}
