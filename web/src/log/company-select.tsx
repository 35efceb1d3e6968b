import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { logCompaniesQuery } from '../api/log.ts';
import { useMe } from '../api/session.ts';

interface CompanySelectProps {
  /** The own one where absent. */
  readonly value: string | undefined;
  readonly onChange: (company: string | undefined) => void;
}

/** Which company's log support looks into; nothing for whoever has but one. */
export function CompanySelect({ value, onChange }: CompanySelectProps) {
  const { t } = useTranslation();
  const { role, organization } = useMe();
  const companies = useQuery({ ...logCompaniesQuery, enabled: role === 'support' }).data ?? [];
  if (companies.length < 2 && value === undefined) return null;
  return (
    <Select
      label={t('log.company')}
      searchable
      allowDeselect={false}
      maw={420}
      data={companies.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? organization.id}
      onChange={(id) => onChange(id === null || id === organization.id ? undefined : id)}
    />
  );
}
