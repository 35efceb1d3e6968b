import { Button, Group, Select, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.ts';
import { colleaguesQuery } from '../api/users.ts';
import { LocalDateInput } from '../language/local-date-input.tsx';
import { TypedFilter } from '../log/typed-filter.tsx';
import { AUDIT_ACTIONS, type AuditSearch } from '../routes/search.ts';
import { useActionText } from './action-text.ts';

interface AuditFiltersProps {
  readonly search: AuditSearch;
  readonly onChange: (search: AuditSearch) => void;
  readonly onClear: () => void;
}

/** Who did it, whom it concerns, what, when, and which words. */
export function AuditFilters({ search, onChange, onClear }: AuditFiltersProps) {
  const { t } = useTranslation();
  const actionText = useActionText();
  const { role } = useMe();
  const colleagues = useQuery({ ...colleaguesQuery, enabled: role !== 'operator' });
  const people = (colleagues.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const clearable = {
    clearable: true,
    clearButtonProps: { 'aria-label': t('common.clear') },
    placeholder: t('common.all'),
  };
  return (
    <>
      <SimpleGrid component="search" cols={{ base: 1, xs: 2, md: 3 }} spacing="sm" mb="md">
        {role !== 'operator' &&
          (['actorId', 'userId'] as const).map((field) => (
            <Select
              key={field}
              label={t(`audit.filter.${field}`)}
              searchable
              data={people}
              value={search[field] ?? null}
              onChange={(id) => onChange({ [field]: id ?? undefined })}
              {...clearable}
            />
          ))}
        <Select
          label={t('audit.filter.action')}
          searchable
          data={AUDIT_ACTIONS.map((action) => ({ value: action, label: actionText(action) }))}
          value={search.action ?? null}
          onChange={(action) => onChange({ action: action ?? undefined })}
          {...clearable}
        />
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
        <TypedFilter
          label={t('audit.filter.text')}
          value={search.text}
          onChange={(text) => onChange({ text })}
        />
      </SimpleGrid>
      {Object.values(search).some((value) => value !== undefined) && (
        <Group mb="md">
          <Button size="xs" variant="default" onClick={onClear}>
            {t('log.filter.clear')}
          </Button>
        </Group>
      )}
    </>
  );
}
