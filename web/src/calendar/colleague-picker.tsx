import { Select } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.ts';
import { colleaguesQuery } from '../api/users.ts';

interface ColleaguePickerProps {
  readonly userId: string;
  /** Undefined is oneself. */
  readonly onChange: (userId: string | undefined) => void;
}

/** Whose calendar to look at. */
export function ColleaguePicker({ userId, onChange }: ColleaguePickerProps) {
  const { t } = useTranslation();
  const me = useMe();
  const colleagues = useQuery(colleaguesQuery);
  const others = (colleagues.data ?? []).filter(({ id }) => id !== me.id);
  return (
    <Select
      aria-label={t('calendar.whose')}
      leftSection={<IconUser size={16} aria-hidden />}
      w={200}
      comboboxProps={{ width: 260, position: 'bottom-start' }}
      searchable
      limit={100}
      allowDeselect={false}
      data={[
        { value: me.id, label: t('calendar.mine') },
        ...others.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={userId}
      onChange={(id) => onChange(id === null || id === me.id ? undefined : id)}
    />
  );
}
