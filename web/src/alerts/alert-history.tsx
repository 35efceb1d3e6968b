import { Badge, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertMessage, Alerts } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { Card } from '../parts/card.tsx';
import classes from '../parts/responsive-table.module.css';

/** Alerts that last and that were, and the messages about them with how each went. */
export function AlertHistory({ alerts, messages }: Alerts) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Card title={t('alerts.history')}>
        {alerts.length === 0 && <Nothing text={t('alerts.none')} />}
        {alerts.length > 0 && (
          <Columns label={t('alerts.history')} names={['what', 'raisedAt', 'solvedAt']}>
            {alerts.map(({ id, condition, userName, raisedAt, solvedAt }) => (
              <Table.Tr key={id} role="row">
                <Table.Td role="cell">
                  {t(`alerts.condition.${condition}`)}
                  {userName && `: ${userName}`}
                </Table.Td>
                <Table.Td role="cell" data-label={t('alerts.raisedAt')}>
                  {format.dateTime(raisedAt)}
                </Table.Td>
                <Table.Td role="cell" data-label={t('alerts.solvedAt')}>
                  {solvedAt === null ? (
                    <Badge color="ember" variant="light" tt="none">
                      {t('alerts.lasts')}
                    </Badge>
                  ) : (
                    format.dateTime(solvedAt)
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Columns>
        )}
      </Card>
      <Card title={t('alerts.messages')} description={t('alerts.messagesHelp')}>
        {messages.length === 0 && <Nothing text={t('alerts.noMessages')} />}
        {messages.length > 0 && (
          <Columns label={t('alerts.messages')} names={['receiver', 'createdAt', 'outcome']}>
            {messages.map((message) => (
              <Table.Tr key={message.id} role="row">
                <Table.Td role="cell" style={{ overflowWrap: 'anywhere' }}>
                  <Text fz="sm">{message.receiver}</Text>
                  <Text fz="xs" c="dimmed">
                    {t(`alerts.event.${message.event}`)}
                  </Text>
                </Table.Td>
                <Table.Td role="cell" data-label={t('alerts.createdAt')}>
                  {format.dateTime(message.createdAt)}
                </Table.Td>
                <Table.Td role="cell" data-label={t('alerts.outcome')}>
                  <Outcome message={message} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Columns>
        )}
      </Card>
    </>
  );
}

interface ColumnsProps {
  readonly label: string;
  readonly names: readonly ('what' | 'raisedAt' | 'solvedAt' | 'receiver' | 'createdAt' | 'outcome')[];
  readonly children: ReactNode;
}

function Columns({ label, names, children }: ColumnsProps) {
  const { t } = useTranslation();
  return (
    <Table className={classes.table} role="table" aria-label={label}>
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          {names.map((name) => (
            <Table.Th key={name} role="columnheader" scope="col">
              {t(`alerts.${name}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">{children}</Table.Tbody>
    </Table>
  );
}

function Outcome({
  message: { sentAt, nextTryAt, attempts, lastError },
}: {
  readonly message: AlertMessage;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (sentAt !== null) return t('alerts.sent', { at: format.dateTime(sentAt) });
  if (attempts === 0) return t('alerts.underWay');
  const words =
    nextTryAt === null ? t('alerts.givenUp') : t('alerts.nextTry', { at: format.dateTime(nextTryAt) });
  return (
    <div>
      <Text fz="sm">{words}</Text>
      <Text fz="xs" c="dimmed" className="tahti-words">
        {lastError}
      </Text>
    </div>
  );
}

function Nothing({ text }: { readonly text: string }) {
  return (
    <Text c="dimmed" fz="sm">
      {text}
    </Text>
  );
}
