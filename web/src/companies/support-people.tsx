import { Button, Modal, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SupportPerson } from '../api/contract.ts';
import { supportPeopleQuery } from '../api/support.ts';
import { Card } from '../parts/card.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import classes from '../parts/responsive-table.module.css';
import { AssignCompanies } from './assign-companies.tsx';

const COLUMNS = ['person', 'home', 'companies', 'actions'] as const;

/** Which companies, besides their own, each support person looks after. */
export function SupportPeople() {
  const { t } = useTranslation();
  const people = useQuery(supportPeopleQuery);
  return (
    <Card title={t('support.title')} description={t('support.help')}>
      {people.isPending && <Loading rows={1} />}
      {people.isError && <ErrorState error={people.error} retry={people.refetch} />}
      {people.data?.length === 0 && (
        <Text fz="sm" c="dimmed">
          {t('support.none')}
        </Text>
      )}
      {people.data && people.data.length > 0 && (
        <Table className={classes.table} verticalSpacing="sm" role="table" aria-label={t('support.title')}>
          <Table.Thead role="rowgroup">
            <Table.Tr role="row">
              {COLUMNS.map((column) => (
                <Table.Th key={column} role="columnheader" scope="col">
                  {t(`support.column.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody role="rowgroup">
            {people.data.map((person) => (
              <PersonRow key={`${person.homeId} ${person.userId}`} person={person} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}

function PersonRow({ person }: { readonly person: SupportPerson }) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  return (
    <Table.Tr role="row">
      <Table.Td role="cell">
        <Text fw={600} fz="sm">
          {person.name}
        </Text>
        <Text fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {person.email}
        </Text>
      </Table.Td>
      <Table.Td role="cell" data-label={t('support.column.home')}>
        {person.homeName}
      </Table.Td>
      <Table.Td role="cell" data-label={t('support.column.companies')}>
        {person.companies.length === 0 ? '–' : person.companies.map(({ name }) => name).join(', ')}
      </Table.Td>
      <Table.Td role="cell">
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('support.chooseOf', { name: person.name, interpolation: { escapeValue: false } })}
          onClick={dialog.open}
        >
          {t('support.choose')}
        </Button>
        <Modal
          opened={opened}
          onClose={dialog.close}
          title={<Text fw={650}>{person.name}</Text>}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          <AssignCompanies person={person} onDone={dialog.close} />
        </Modal>
      </Table.Td>
    </Table.Tr>
  );
}
