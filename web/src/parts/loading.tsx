import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The shape of a page to come, and the word for those who do not see it. */
export function Loading({ rows = 3 }: { readonly rows?: number }) {
  const { t } = useTranslation();
  return (
    <Stack role="status" gap="md" maw={860} mx="auto" w="100%">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      <Skeleton h={28} w="40%" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <Skeleton key={row} h={84} radius="lg" />
      ))}
    </Stack>
  );
}
