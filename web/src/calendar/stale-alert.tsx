import { Alert, Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../api/contract.ts';

interface StaleAlertProps {
  readonly current: ActivityView;
  readonly onTake: (current: ActivityView) => void;
}

/** Somebody else changed the activity while it was open: nothing was overwritten; look, then change again. */
export function StaleAlert({ current, onTake }: StaleAlertProps) {
  const { t } = useTranslation();
  return (
    <Alert color="ember" role="alert" title={t('calendar.staleTitle')}>
      <Stack gap="sm" align="flex-start">
        <Text fz="sm">{t('calendar.staleHelp')}</Text>
        <Button size="xs" onClick={() => onTake(current)}>
          {t('calendar.showCurrent')}
        </Button>
      </Stack>
    </Alert>
  );
}
