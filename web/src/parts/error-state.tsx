import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api/client.ts';
import { loadAllWords } from '../language/i18n.ts';

/** Rare, and with advice from the words that do not come first. */
const TroubleDetails = lazy(async () => {
  const [{ TroubleDetails: details }] = await Promise.all([import('./trouble-details.tsx'), loadAllWords()]);
  return { default: details };
});

interface ErrorStateProps {
  readonly error: unknown;
  readonly retry?: () => void;
}

/** What went wrong, in words for the user, with the number under which support finds it. */
export function ErrorState({ error, retry }: ErrorStateProps) {
  const { t } = useTranslation();
  const message = error instanceof ApiFailure ? error.message : t('failure.page');
  const requestId = error instanceof ApiFailure ? error.requestId : null;
  const trouble = error instanceof ApiFailure ? error.extras.trouble : undefined;
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle />} title={t('failure.title')}>
      <Stack gap="sm" align="flex-start">
        <Text fz="sm">{message}</Text>
        {trouble && (
          <Suspense>
            <TroubleDetails trouble={trouble} />
          </Suspense>
        )}
        {requestId && !trouble && (
          <Group gap="xs">
            <Text fz="xs">{t('common.requestId')}</Text>
            <Code>{requestId}</Code>
          </Group>
        )}
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            {t('common.tryAgain')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
