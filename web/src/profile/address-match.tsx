import { Group, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconQuestionMark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SynchronizationView } from '../api/contract.ts';

const LOOKS = {
  primary: { icon: IconCheck, color: 'spruce' },
  secondary: { icon: IconCheck, color: 'spruce' },
  signInName: { icon: IconAlertTriangle, color: 'ember' },
  changed: { icon: IconAlertTriangle, color: 'ember' },
  unknown: { icon: IconQuestionMark, color: 'gray' },
} as const;

/** Whether the user name is an address of the mailbox, and if not, what to do about it. */
export function AddressMatch(props: Pick<SynchronizationView, 'addressMatch' | 'resolvedAddress'>) {
  const { t } = useTranslation();
  const { addressMatch, resolvedAddress } = props;
  const { icon: Icon, color } = LOOKS[addressMatch];
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <ThemeIcon size={22} radius="xl" variant="light" color={color} aria-hidden>
        <Icon size={14} />
      </ThemeIcon>
      <Text fz="sm">{t(`mine.match.${addressMatch}`, { address: resolvedAddress })}</Text>
    </Group>
  );
}
