import { Button, Group, Pagination, Paper, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { IconBuilding, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COMPANIES_ON_A_PAGE, companiesQuery } from '../api/companies.ts';
import { useMe } from '../api/session.ts';
import { AddCompanyDialog } from '../companies/add-company-dialog.tsx';
import { CompaniesTable } from '../companies/companies-table.tsx';
import { SupportPeople } from '../companies/support-people.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { NoEntry } from '../parts/no-entry.tsx';
import { Page } from '../parts/page.tsx';
import type { CompaniesSearch } from './search.ts';

/** The operator's companies. */
export function CompaniesPage() {
  const { t } = useTranslation();
  const isOperator = useMe().role === 'operator';
  const search = useSearch({ from: '/signed-in/companies' });
  const navigate = useNavigate({ from: '/companies' });
  const [adding, dialog] = useDisclosure(false);
  const page = search.page ?? 1;
  const companies = useQuery({ ...companiesQuery({ ...search, page }), enabled: isOperator });
  const change = (next: CompaniesSearch) =>
    navigate({ search: (old) => ({ ...old, page: undefined, ...next }), replace: true });
  if (!isOperator) return <NoEntry title={t('companies.title')} lead={t('companies.onlyOperators')} />;
  return (
    <Page
      title={t('companies.title')}
      description={t('companies.description')}
      wide
      actions={
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={dialog.open}>
          {t('companies.add')}
        </Button>
      }
    >
      <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
        <CompaniesFilter search={search.search} onSearch={(words) => change({ search: words })} />
        {companies.isError && <ErrorState error={companies.error} retry={companies.refetch} />}
        {companies.isPending && <Loading />}
        {companies.data?.rows.length === 0 && (
          <EmptyState
            icon={<IconBuilding />}
            title={t(search.search ? 'companies.none' : 'companies.noneYet')}
          />
        )}
        {companies.data && companies.data.rows.length > 0 && (
          <>
            <CompaniesTable rows={companies.data.rows} />
            <Group justify="space-between" mt="md">
              <Text fz="sm" c="dimmed" role="status">
                {t('companies.total', { count: companies.data.total })}
              </Text>
              {companies.data.total > COMPANIES_ON_A_PAGE && (
                <Pagination
                  total={Math.ceil(companies.data.total / COMPANIES_ON_A_PAGE)}
                  value={page}
                  onChange={(next) => change({ page: next > 1 ? next : undefined })}
                  getItemProps={(item) => ({ 'aria-label': t('users.page', { page: item }) })}
                  getControlProps={(control) => ({ 'aria-label': t(`users.${control}Page`) })}
                />
              )}
            </Group>
          </>
        )}
      </Paper>
      <SupportPeople />
      <AddCompanyDialog opened={adding} onClose={dialog.close} />
    </Page>
  );
}

interface CompaniesFilterProps {
  readonly search: string | undefined;
  readonly onSearch: (words: string | undefined) => void;
}

function CompaniesFilter({ search, onSearch }: CompaniesFilterProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(search ?? '');
  const apply = useDebouncedCallback((words: string) => onSearch(words || undefined), 300);
  return (
    <TextInput
      mb="md"
      label={t('companies.search')}
      type="search"
      leftSection={<IconSearch size={16} aria-hidden />}
      maw={420}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        apply(currentTarget.value.trim());
      }}
    />
  );
}
