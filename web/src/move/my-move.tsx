import { Alert, Stack, Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { moveOfUserQuery } from '../api/move.ts';
import { UnsureEntries } from './unsure-entries.tsx';

/** On one's own profile: what of one's entries an open move cannot place, while something can still be done. */
export function MyMove({ userId }: { readonly userId: string }) {
  const { t } = useTranslation();
  const mine = useQuery(moveOfUserQuery(userId));
  const found = mine.data;
  if (!found?.move || found.undecided + found.gone === 0) return null;
  return (
    <Alert color="ember" icon={<IconArrowsExchange />} title={t('move.mine.title')}>
      <Stack gap="sm">
        {found.undecided > 0 && (
          <Text fz="sm">
            {t('move.mine.undecided', { count: found.undecided })}. {t('move.mine.help')}
          </Text>
        )}
        {found.gone > 0 && <Text fz="sm">{t('move.mine.gone', { count: found.gone })}</Text>}
        <UnsureEntries of={found} />
      </Stack>
    </Alert>
  );
}
