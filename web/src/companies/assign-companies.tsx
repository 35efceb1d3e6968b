import { Button, Group, MultiSelect, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { companiesQuery } from '../api/companies.ts';
import type { SupportPerson } from '../api/contract.ts';
import { useAssignCompanies } from '../api/support.ts';
import { ErrorState } from '../parts/error-state.tsx';
import { notifyDone } from '../parts/notify.ts';

interface AssignCompaniesProps {
  readonly person: SupportPerson;
  readonly onDone: () => void;
}

/** The choice of companies that a support person looks after; searched on the server, where there are thousands. */
export function AssignCompanies({ person, onDone }: AssignCompaniesProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(person.companies);
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 250);
  const found = useQuery(companiesQuery({ search, page: 1 }));
  const assign = useAssignCompanies(person);
  const known = new Map(
    [...chosen, ...(found.data?.rows ?? [])]
      .filter(({ id }) => id !== person.homeId)
      .map(({ id, name }) => [id, { id, name }]),
  );
  const save = () =>
    assign.mutate(
      chosen.map(({ id }) => id),
      {
        onSuccess: () => {
          notifyDone(t('support.saved'));
          onDone();
        },
      },
    );
  return (
    <Stack gap="lg">
      {found.isError && <ErrorState error={found.error} retry={found.refetch} />}
      <MultiSelect
        label={t('support.column.companies')}
        description={t('support.homeAlways', {
          name: person.homeName,
          interpolation: { escapeValue: false },
        })}
        searchable
        searchValue={typed}
        onSearchChange={setTyped}
        data={[...known.values()].map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen.map(({ id }) => id)}
        onChange={(ids) => setChosen(ids.flatMap((id) => known.get(id) ?? []))}
        nothingFoundMessage={t('companies.none')}
        error={assign.error?.message}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button loading={assign.isPending} onClick={save}>
          {t('common.save')}
        </Button>
      </Group>
    </Stack>
  );
}
