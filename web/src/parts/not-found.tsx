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
    <Page title={t('notFound.title')}>
      <Stack align="center">
        <EmptyState icon={<IconMapQuestion />} title={t('notFound.lead')}>
          {t('notFound.help')}
        </EmptyState>
        <LinkButton to="/">{t('notFound.home')}</LinkButton>
      </Stack>
    </Page>
  );
}

/** The same where no frame is around it that would say what the main part of the page is. */
export function NotFoundAlone() {
  return (
    <Box component="main" p="xl">
      <NotFound />
    </Box>
  );
}
