import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const ROWS = ['first', 'second', 'third'] as const;

/** The shape of the list of pairs to come. */
export function PairsLoading() {
  const { t } = useTranslation();
  return (
    <Stack role="status" gap="xs">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      <Skeleton h={20} w={160} />
      {ROWS.map((row) => (
        <Skeleton key={row} h={48} />
      ))}
    </Stack>
  );
}
