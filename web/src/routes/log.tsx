import { Box, Group, Paper, Stack } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.ts';
import { CompanySelect } from '../log/company-select.tsx';
import { LogExport } from '../log/log-export.tsx';
import { isFiltered, logFilter, runFilter } from '../log/log-filter.ts';
import { LogFilters } from '../log/log-filters.tsx';
import { LogList } from '../log/log-list.tsx';
import { RunsList } from '../log/runs-list.tsx';
import { ViewTabs } from '../log/view-tabs.tsx';
import { Waiting } from '../log/waiting.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Page } from '../parts/page.tsx';
import type { LogSearch } from './search.ts';

/** Log: what happened to every entry. What is shown stands in the address bar, to be sent to a colleague. */
export function LogPage() {
  const { t } = useTranslation();
  const me = useMe();
  const search = useSearch({ from: '/signed-in/log' });
  const navigate = useNavigate({ from: '/log' });
  // On a narrow screen the filters would push the log itself out of sight.
  const narrow = useMediaQuery('(max-width: 36em)');
  const { company, view } = search;
  const change = (next: LogSearch) => navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  const clear = () => navigate({ search: { company, view }, replace: true });
  const filters = <LogFilters search={search} onChange={change} onClear={clear} />;
  // People and entries of one company mean nothing in another.
  const choose = (chosen: string | undefined) => navigate({ search: { company: chosen, view } });
  return (
    <Page
      title={t('log.title')}
      description={t(me.role === 'user' ? 'log.descriptionMine' : 'log.description')}
      actions={view === undefined && <LogExport filter={logFilter(search, me.timeZone)} />}
      wide
    >
      <Stack gap="md">
        <Group gap="md" align="flex-end" justify="space-between">
          <ViewTabs
            view={view ?? 'stories'}
            onChange={(next) =>
              navigate({ search: (old) => ({ ...old, view: next === 'stories' ? undefined : next }) })
            }
          />
          {me.role === 'support' && <CompanySelect value={company} onChange={choose} />}
        </Group>
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
          <LogPart search={search} timeZone={me.timeZone} />
        </Paper>
      </Stack>
    </Page>
  );
}

function LogPart({ search, timeZone }: { readonly search: LogSearch; readonly timeZone: string }) {
  if (search.view === 'runs') return <RunsList filter={runFilter(search, timeZone)} />;
  if (search.view === 'waiting') return <Waiting search={search} />;
  return <LogList filter={logFilter(search, timeZone)} />;
}
