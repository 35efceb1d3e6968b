import { Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCrown, IconHelp, IconPointFilled, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../api/contract.ts';
import { Fact } from '../parts/fact.tsx';

const ICONS = {
  owner: IconCrown,
  none: IconPointFilled,
  accepted: IconCheck,
  tentative: IconHelp,
  declined: IconX,
} as const;
const COLOURS = {
  owner: 'dimmed',
  none: 'dimmed',
  accepted: 'var(--mantine-color-anchor)',
  tentative: 'dimmed',
  declined: 'var(--mantine-color-error)',
} as const;

/** Whose activity it is, and everybody who takes part with what they answered. */
export function PeopleList({ activity }: { readonly activity: ActivityView }) {
  const { t } = useTranslation();
  const { ownerName, participants } = activity;
  return (
    <Fact name={t('people.title')}>
      <Stack component="ul" gap={4} p={0} m={0} mt={2} style={{ listStyle: 'none' }}>
        <PersonLine name={ownerName} mark="owner" word={t('people.owner')} />
        {participants.map(({ userId, name, address, answer }) => (
          <PersonLine
            key={userId ?? address}
            name={userId === null && name && name !== address ? `${name} (${address})` : name || address}
            mark={answer}
            word={t(`people.answer.${answer}`)}
          />
        ))}
      </Stack>
    </Fact>
  );
}

interface PersonLineProps {
  readonly name: string;
  readonly mark: keyof typeof ICONS;
  readonly word: string;
}

function PersonLine({ name, mark, word }: PersonLineProps) {
  const Icon = ICONS[mark];
  return (
    <Group component="li" gap="xs" wrap="nowrap" align="flex-start" justify="space-between">
      <span>{name}</span>
      <Group gap={4} wrap="nowrap" c={COLOURS[mark]} style={{ flex: 'none' }}>
        <Icon size={14} aria-hidden />
        <Text component="span" fz="sm" inherit>
          {word}
        </Text>
      </Group>
    </Group>
  );
}
