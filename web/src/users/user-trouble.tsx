import { Button, Popover, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '../api/contract.ts';
import { useAdvice } from '../parts/advice.ts';
import { TroubleDetails } from '../parts/trouble-details.tsx';

/** What is wrong with a user's synchronization, in a line; the exact words one press away. */
export function UserTrouble({ row }: { readonly row: UserRow }) {
  const { t } = useTranslation();
  const advice = useAdvice();
  if (!row.trouble && row.problems === 0)
    return (
      <Text fz="sm" c="dimmed">
        {t('users.noTrouble')}
      </Text>
    );
  return (
    <Stack gap={4} align="flex-start">
      {row.trouble && (
        <>
          <Text fz="sm" lineClamp={2}>
            {advice(row.trouble.advice)}
          </Text>
          <Popover width={360} position="bottom-start" shadow="md" trapFocus returnFocus>
            <Popover.Target>
              <Button size="compact-xs" variant="default">
                {t('users.details')}
              </Button>
            </Popover.Target>
            <Popover.Dropdown aria-label={t('users.details')}>
              <TroubleDetails trouble={row.trouble} />
            </Popover.Dropdown>
          </Popover>
        </>
      )}
      {row.problems > 0 && <Text fz="sm">{t('users.problems', { count: row.problems })}</Text>}
    </Stack>
  );
}
