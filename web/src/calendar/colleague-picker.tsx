import { Button } from '@mantine/core';
import { IconChevronDown, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session.ts';
import { colleaguesQuery } from '../api/users.ts';
import type { ColleaguePickerProps } from './colleague-picker-props.ts';

const load = () => import('./colleague-select.tsx');
/** The list with its search is only loaded by whoever looks for a colleague. */
const ColleagueSelect = lazy(async () => ({ default: (await load()).ColleagueSelect }));

/** Whose calendar to look at. */
export function ColleaguePicker({ userId, onChange }: ColleaguePickerProps) {
  const { t } = useTranslation();
  const me = useMe();
  const colleagues = useQuery(colleaguesQuery).data ?? [];
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const options = [
    { value: me.id, label: t('calendar.mine') },
    ...colleagues.filter(({ id }) => id !== me.id).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const shown = options.find(({ value }) => value === userId)?.label ?? '';
  const wasOpen = useRef(open);
  useEffect(() => {
    // Whoever went on to something else by mouse or Tab stays there.
    if (wasOpen.current && !open && document.activeElement === document.body) button.current?.focus();
    wasOpen.current = open;
  }, [open]);
  const opener = (
    <Button
      ref={button}
      variant="default"
      w={200}
      justify="flex-start"
      fw={400}
      leftSection={<IconUser size={16} aria-hidden />}
      rightSection={<IconChevronDown size={16} aria-hidden />}
      styles={{ label: { flex: 1 }, inner: { justifyContent: 'flex-start' } }}
      aria-label={`${t('calendar.whose')}: ${shown}`}
      aria-haspopup="listbox"
      aria-expanded={open}
      onPointerEnter={load}
      onFocus={load}
      onClick={() => setOpen(true)}
    >
      {shown}
    </Button>
  );
  if (!open) return opener;
  return (
    <Suspense fallback={opener}>
      <ColleagueSelect userId={userId} options={options} onChange={onChange} onClose={() => setOpen(false)} />
    </Suspense>
  );
}
