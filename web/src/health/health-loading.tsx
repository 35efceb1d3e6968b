import { SimpleGrid, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CHARTS } from './measures.ts';

/** The shape of the figures to come: nothing moves when they are there. */
export function HealthLoading() {
  const { t } = useTranslation();
  return (
    <Stack role="status" gap="lg">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        {['one', 'two', 'three', 'four'].map((figure) => (
          <Skeleton key={figure} h={86} radius="lg" />
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {CHARTS.map(({ name }) => (
          <Skeleton key={name} h={370} radius="lg" />
        ))}
      </SimpleGrid>
    </Stack>
  );
}
