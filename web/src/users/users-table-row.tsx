import { Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { StateBadge } from '../parts/state-badge.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { TurnOff } from './turn-off.tsx';
import { UserTrouble } from './user-trouble.tsx';

interface UsersTableRowProps {
  readonly row: UserRow;
  readonly mayTurnOff: boolean;
}

export function UsersTableRow({ row, mayTurnOff }: UsersTableRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const moment = (instant: string | null) => (instant ? format.dateTime(instant) : '–');
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
        {moment(row.since)}
      </Table.Td>
      <Table.Td
        role="cell"
        data-label={t('users.column.lastSuccess')}
        data-empty={row.lastSuccessAt === null}
      >
        {moment(row.lastSuccessAt)}
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
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
