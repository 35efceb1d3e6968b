import { Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { USER_STATES, type UsersSearch } from '../routes/search.ts';

interface UsersFilterProps {
  readonly search: UsersSearch;
  readonly onChange: (search: UsersSearch) => void;
}

export function UsersFilter({ search, onChange }: UsersFilterProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(search.search ?? '');
  const apply = useDebouncedCallback((words: string) => onChange({ search: words || undefined }), 300);
  return (
    <Group mb="md" gap="sm" align="flex-end">
      <TextInput
        label={t('users.search')}
        type="search"
        leftSection={<IconSearch size={16} aria-hidden />}
        style={{ flex: '1 1 14rem' }}
        maw={380}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          apply(currentTarget.value.trim());
        }}
      />
      <Select
        label={t('users.state')}
        placeholder={t('common.all')}
        clearable
        clearButtonProps={{ 'aria-label': t('common.clear') }}
        w={200}
        data={USER_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        value={search.state ?? null}
        onChange={(state) => onChange({ state: (state as UsersSearch['state']) ?? undefined })}
      />
    </Group>
  );
}
