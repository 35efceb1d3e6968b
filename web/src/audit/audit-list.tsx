import { Button, Center, Group, Stack, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AuditFilter, auditQuery } from '../api/audit.ts';
import type { AuditEntry } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { useActionText, useCodeText } from './action-text.ts';
import { AuditChanges } from './audit-changes.tsx';
import classes from './audit-list.module.css';

/** The audit trail, newest first; more on demand. */
export function AuditList({ filter }: { readonly filter: AuditFilter }) {
  const { t } = useTranslation();
  const trail = useInfiniteQuery(auditQuery(filter));
  if (trail.isPending) return <Loading rows={4} />;
  if (trail.isError && !trail.data) return <ErrorState error={trail.error} retry={trail.refetch} />;
  const entries = trail.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0)
    return (
      <EmptyState icon={<IconShieldCheck />} title={t('audit.none')}>
        {t('audit.noneHelp')}
      </EmptyState>
    );
  return (
    <>
      {trail.isError && <ErrorState error={trail.error} retry={trail.refetch} />}
      <ul className={classes.list} aria-label={t('audit.title')}>
        {entries.map((entry) => (
          <AuditItem key={entry.id} entry={entry} />
        ))}
      </ul>
      <Center mt="md">
        {trail.hasNextPage ? (
          <Button variant="default" loading={trail.isFetchingNextPage} onClick={() => trail.fetchNextPage()}>
            {t('log.more')}
          </Button>
        ) : (
          <Text fz="sm" c="dimmed">
            {t('log.end')}
          </Text>
        )}
      </Center>
    </>
  );
}

function AuditItem({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const actionText = useActionText();
  const codeText = useCodeText();
  const isAboutAnother = entry.userName !== '' && entry.userId !== entry.actorId;
  return (
    <li className={classes.item} data-testid="audit-entry" data-action={entry.action}>
      <Stack gap={4}>
        <Group justify="space-between" gap="xs">
          <Text fz="sm" fw={600}>
            {actionText(entry.action)}
          </Text>
          <Text component="time" dateTime={entry.at} fz="sm" c="dimmed">
            {format.exact(entry.at)}
          </Text>
        </Group>
        <Text fz="sm">
          {entry.actorName === '' ? t('audit.nobody') : t('audit.by', { name: entry.actorName })}
          {isAboutAnother && <> · {t('audit.concerns', { name: entry.userName })}</>}
        </Text>
        {entry.code !== null && (
          <Text fz="sm" c="dimmed">
            {codeText(entry.code)}
          </Text>
        )}
      </Stack>
      {entry.changes.length > 0 && <AuditChanges entry={entry} />}
    </li>
  );
}
