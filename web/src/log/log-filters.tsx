import { Button, Group, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { logPeopleQuery } from '../api/log.ts';
import { useMe } from '../api/session.ts';
import { LocalDateInput } from '../language/local-date-input.tsx';
import { LOG_KINDS, type LogSearch, SEVERITIES } from '../routes/search.ts';
import { isFiltered } from './log-filter.ts';
import { TypedFilter } from './typed-filter.tsx';

interface LogFiltersProps {
  readonly search: LogSearch;
  readonly onChange: (search: LogSearch) => void;
  readonly onClear: () => void;
}

/** Who, when, how bad, what, which code, which words. */
export function LogFilters({ search, onChange, onClear }: LogFiltersProps) {
  const { t } = useTranslation();
  const { role } = useMe();
  const people = useQuery({ ...logPeopleQuery(search.company), enabled: role !== 'user' });
  const { view } = search;
  const clearable = {
    clearable: true,
    clearButtonProps: { 'aria-label': t('common.clear') },
    placeholder: t('common.all'),
  };
  return (
    <>
      <SimpleGrid component="search" cols={{ base: 1, xs: 2, md: 4 }} spacing="sm" mb="md">
        {role !== 'user' && (
          <Select
            label={t('log.filter.user')}
            searchable
            data={(people.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={search.userId ?? null}
            onChange={(userId) => onChange({ userId: userId ?? undefined })}
            {...clearable}
          />
        )}
        {view === undefined && (
          <>
            <Select
              label={t('log.filter.severity')}
              data={SEVERITIES.map((severity) => ({ value: severity, label: t(`severity.${severity}`) }))}
              value={search.severity ?? null}
              onChange={(severity) =>
                onChange({ severity: (severity as LogSearch['severity']) ?? undefined })
              }
              {...clearable}
            />
            <Select
              label={t('log.filter.kind')}
              data={LOG_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
              value={search.kind ?? null}
              onChange={(kind) => onChange({ kind: (kind as LogSearch['kind']) ?? undefined })}
              {...clearable}
            />
          </>
        )}
        {view !== 'waiting' && (
          <>
            <LocalDateInput
              label={t('log.filter.from')}
              value={search.from ?? null}
              maxDate={search.to}
              onChange={(from) => onChange({ from: from ?? undefined })}
              {...clearable}
            />
            <LocalDateInput
              label={t('log.filter.to')}
              value={search.to ?? null}
              minDate={search.from}
              onChange={(to) => onChange({ to: to ?? undefined })}
              {...clearable}
            />
          </>
        )}
        {view !== 'runs' && (
          <TypedFilter
            label={t('log.filter.code')}
            value={search.code}
            onChange={(code) => onChange({ code })}
          />
        )}
        {view === undefined && (
          <>
            <TypedFilter
              label={t('log.filter.text')}
              value={search.text}
              onChange={(text) => onChange({ text })}
            />
            {(['activityId', 'itemId', 'runId'] as const).map(
              (id) =>
                search[id] && (
                  <TextInput
                    key={id}
                    label={t(`log.id.${id}`)}
                    value={search[id]}
                    readOnly
                    variant="filled"
                  />
                ),
            )}
          </>
        )}
      </SimpleGrid>
      {isFiltered(search) && (
        <Group mb="md">
          <Button size="xs" variant="default" onClick={onClear}>
            {t('log.filter.clear')}
          </Button>
        </Group>
      )}
    </>
  );
}
