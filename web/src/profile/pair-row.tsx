import { Group, Stack, Table, Text } from '@mantine/core';
import { IconLock, IconRepeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SynchronizedPair } from '../api/contract.ts';
import { useMe } from '../api/session.ts';
import { useFormat } from '../language/format.ts';
import { wallTime } from '../language/zoned-time.ts';
import { TextLink } from '../parts/text-link.tsx';

/** One pair: what it is, when, on which side it was first, and the ways to its day and its story. */
export function PairRow({ pair }: { readonly pair: SynchronizedPair }) {
  const { t } = useTranslation();
  const { timeZone } = useMe();
  const format = useFormat();
  const day = pair.allDay ? pair.start.slice(0, 10) : wallTime(pair.start, timeZone).date;
  const name = pair.subject || t('common.noSubject');
  return (
    <Table.Tr role="row" data-testid="pair">
      <Table.Td role="cell" data-label={t('pairs.column.entry')}>
        <Stack gap={0}>
          <Group gap={6} wrap="nowrap" align="baseline">
            <Text fz="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Text>
            {pair.isPrivate && <IconLock size={13} role="img" aria-label={t('common.private')} />}
            {pair.recurring && <IconRepeat size={13} role="img" aria-label={t('calendar.recurring')} />}
          </Group>
          {pair.location && (
            <Text fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {pair.location}
            </Text>
          )}
          {pair.organiser && (
            <Text fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {t('pairs.organiser', { organiser: pair.organiser })}
            </Text>
          )}
        </Stack>
      </Table.Td>
      <Table.Td role="cell" data-label={t('pairs.column.start')}>
        {format.start(pair.start, pair.allDay)}
      </Table.Td>
      <Table.Td role="cell" data-label={t('pairs.column.origin')}>
        {t(`pairs.origin.${pair.origin}`)}
      </Table.Td>
      <Table.Td role="cell" data-label={t('pairs.column.since')}>
        {format.date(pair.since)}
      </Table.Td>
      <Table.Td role="cell" data-label={t('pairs.column.actions')}>
        <Group gap="sm">
          <TextLink
            to="/calendar"
            search={{ view: 'day', date: day }}
            fz="sm"
            aria-label={t('pairs.toCalendarOf', { subject: name })}
          >
            {t('pairs.toCalendar')}
          </TextLink>
          <TextLink
            to="/log"
            search={{ activityId: pair.activityId }}
            fz="sm"
            aria-label={t('pairs.toStoryOf', { subject: name })}
          >
            {t('pairs.toStory')}
          </TextLink>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
