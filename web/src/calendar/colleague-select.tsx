import { Select } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ColleaguePickerProps } from './colleague-picker-props.ts';

/** As many names as anyone looks through; typing finds the others. */
const SHOWN = 100;

interface ColleagueSelectProps extends ColleaguePickerProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onClose: () => void;
}

/** The list of colleagues, open from the start and to be searched by typing. */
export function ColleagueSelect({ userId, options, onChange, onClose }: ColleagueSelectProps) {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={t('calendar.whose')}
      leftSection={<IconUser size={16} aria-hidden />}
      w={200}
      comboboxProps={{ width: 260, position: 'bottom-start' }}
      searchable
      autoFocus
      defaultDropdownOpened
      limit={SHOWN}
      allowDeselect={false}
      data={[...options]}
      value={userId}
      onChange={(id) => id !== null && onChange(id)}
      onDropdownClose={onClose}
    />
  );
}
