import { Box, Paper } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.ts';
import { LogExport } from '../log/log-export.tsx';
import { isFiltered, logFilter } from '../log/log-filter.ts';
import { LogFilters } from '../log/log-filters.tsx';
import { LogList } from '../log/log-list.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Page } from '../parts/page.tsx';
import type { LogSearch } from './search.ts';

/** Log: what happened to every entry. Its filters live in the address bar, to be sent to a colleague. */
export function LogPage() {
  const { t } = useTranslation();
  const me = useMe();
  const search = useSearch({ from: '/signed-in/log' });
  const navigate = useNavigate({ from: '/log' });
  // On a narrow screen the filters would push the log itself out of sight.
  const narrow = useMediaQuery('(max-width: 36em)');
  const filter = logFilter(search, me.timeZone);
  const change = (next: LogSearch) => navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  const clear = () => navigate({ search: {}, replace: true });
  const filters = <LogFilters search={search} onChange={change} onClear={clear} />;
  return (
    <Page
      title={t('log.title')}
      description={t(me.role === 'user' ? 'log.descriptionMine' : 'log.description')}
      actions={<LogExport filter={filter} />}
      wide
    >
      <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
        {narrow ? (
          <Box mb="md">
            <Disclosure summary={t(isFiltered(search) ? 'log.filter.shownOn' : 'log.filter.shown')}>
              {filters}
            </Disclosure>
          </Box>
        ) : (
          filters
        )}
        <LogList filter={filter} />
      </Paper>
    </Page>
  );
}
