import { Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { StateBadge } from '../parts/state-badge.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { ResetPassword } from './reset-password.tsx';
import { TurnOff } from './turn-off.tsx';
import { UserTrouble } from './user-trouble.tsx';

interface UsersTableRowProps {
  readonly row: UserRow;
  readonly mayTurnOff: boolean;
}

export function UsersTableRow({ row, mayTurnOff }: UsersTableRowProps) {
  const { t } = useTranslation();
  return (
    <Table.Tr role="row">
      <Table.Td role="cell" miw={230}>
        <Text fw={600} fz="sm">
          {row.name}
        </Text>
        <Text fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {row.email}
        </Text>
        <Text fz="xs" c="dimmed">
          {t(`role.${row.role}`)}
        </Text>
      </Table.Td>
      <Table.Td role="cell" data-label={t('users.column.state')}>
        <StateBadge state={row.state} />
      </Table.Td>
      <Table.Td role="cell" data-label={t('users.column.since')} data-empty={row.since === null}>
        <Moment instant={row.since} />
      </Table.Td>
      <Table.Td
        role="cell"
        data-label={t('users.column.lastSuccess')}
        data-empty={row.lastSuccessAt === null}
      >
        <Moment instant={row.lastSuccessAt} />
      </Table.Td>
      <Table.Td
        role="cell"
        data-label={t('users.column.trouble')}
        data-empty={!row.trouble && row.problems === 0}
      >
        <UserTrouble row={row} />
      </Table.Td>
      <Table.Td role="cell">
        <Group gap="sm" wrap="nowrap">
          <TextLink
            to="/log"
            search={{ userId: row.id }}
            fz="sm"
            aria-label={t('users.logOf', { name: row.name })}
          >
            {t('log.title')}
          </TextLink>
          {mayTurnOff && row.state !== 'off' && <TurnOff row={row} />}
          {mayTurnOff && <ResetPassword row={row} />}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** A date and its time stand on one line, or where there is little room on two, but neither is broken. */
function Moment({ instant }: { readonly instant: string | null }) {
  const format = useFormat();
  if (instant === null) return '–';
  return (
    <span>
      <span style={{ whiteSpace: 'nowrap' }}>{format.date(instant)}</span>{' '}
      <span style={{ whiteSpace: 'nowrap' }}>{format.time(instant)}</span>
    </span>
  );
}
