import { Group, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconQuestionMark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SynchronizationView } from '../api/contract.ts';

/** Whether the user name is an address of the mailbox: the primary one, a secondary one, or not known yet. */
export function AddressMatch({ view }: { readonly view: SynchronizationView }) {
  const { t } = useTranslation();
  const known = view.addressMatch !== 'unknown';
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <ThemeIcon size={22} radius="xl" variant="light" color={known ? 'spruce' : 'gray'} aria-hidden>
        {known ? <IconCheck size={14} /> : <IconQuestionMark size={14} />}
      </ThemeIcon>
      <Text fz="sm">
        {t(`mine.match.${view.addressMatch}`, { address: view.resolvedAddress ?? view.mailboxAddress })}
      </Text>
    </Group>
  );
}
