import { Box, Button, Group, Paper } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { auditExportPath } from '../api/audit.ts';
import { useMe } from '../api/session.ts';
import { auditFilter } from '../audit/audit-filter.ts';
import { AuditFilters } from '../audit/audit-filters.tsx';
import { AuditList } from '../audit/audit-list.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { NoEntry } from '../parts/no-entry.tsx';
import { Page } from '../parts/page.tsx';
import type { AuditSearch } from './search.ts';

/** Audit: who changed which setting, switched, approved or took a file away. */
export function AuditPage() {
  const { t } = useTranslation();
  const me = useMe();
  const search = useSearch({ from: '/signed-in/audit' });
  const navigate = useNavigate({ from: '/audit' });
  // On a narrow screen the filters would push the trail itself out of sight.
  const narrow = useMediaQuery('(max-width: 36em)');
  if (me.role === 'user') return <NoEntry title={t('audit.title')} />;
  const filter = auditFilter(search, me.timeZone);
  const change = (next: AuditSearch) => navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  const clear = () => navigate({ search: {}, replace: true });
  const filters = <AuditFilters search={search} onChange={change} onClear={clear} />;
  return (
    <Page
      title={t('audit.title')}
      description={t('audit.description')}
      actions={
        <Group gap="xs">
          {(['csv', 'json'] as const).map((format) => (
            <Button
              key={format}
              component="a"
              href={auditExportPath(filter, format)}
              download
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t(`log.export.${format}`)}
            </Button>
          ))}
        </Group>
      }
      wide
    >
      <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
        {narrow ? (
          <Box mb="md">
            <Disclosure summary={t('log.filter.shown')}>{filters}</Disclosure>
          </Box>
        ) : (
          filters
        )}
        <AuditList filter={filter} />
      </Paper>
    </Page>
  );
}
