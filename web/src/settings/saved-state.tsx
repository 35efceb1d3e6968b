import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ExchangeSettings } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';

/** When and by whom the settings were saved, and a warning where that was done without passing the test. */
export function SavedState({ settings }: { readonly settings: ExchangeSettings }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!settings.savedAt) return <Alert>{t('exchange.notSavedYet')}</Alert>;
  const at = format.dateTime(settings.savedAt);
  const saved = settings.savedBy
    ? t('exchange.savedBy', { at, name: settings.savedBy })
    : t('exchange.savedAt', { at });
  if (!settings.savedAnyway)
    return (
      <Text c="dimmed" fz="sm">
        {saved}
      </Text>
    );
  return (
    <Alert color="ember" icon={<IconAlertTriangle />} title={t('exchange.savedAnyway')}>
      {saved}
    </Alert>
  );
}
