import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '../api/contract.ts';

const COLORS = { on: 'spruce', paused: 'ember', off: 'gray' } as const;

/** On, paused or off: in words, and in a colour for those who see it. */
export function StateBadge({ state }: { readonly state: UserRow['state'] }) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[state]} variant="light" size="lg" tt="none" miw="max-content">
      {t(`state.${state}`)}
    </Badge>
  );
}
