import { List, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DryRun } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';

type Example = DryRun['examples'][number];

const KINDS = [
  'createActivity',
  'createInMailbox',
  'match',
  'update',
  'delete',
  'leaveAlone',
] as const satisfies readonly Example['kind'][];

/** A few entries of each kind, for the user to see what is meant. */
export function DryRunExamples({ examples }: { readonly examples: readonly Example[] }) {
  const { t } = useTranslation();
  return KINDS.map((kind) => {
    const some = examples.filter((example) => example.kind === kind);
    if (some.length === 0) return null;
    return (
      <section key={kind}>
        <Text fw={600} fz="sm" component="h3" m={0}>
          {t(`dryRun.example.${kind}`)}
        </Text>
        <List fz="sm" mt={4}>
          {some.map((example) => (
            <ExampleLine key={`${example.subject} ${example.start}`} example={example} />
          ))}
        </List>
      </section>
    );
  });
}

function ExampleLine({ example }: { readonly example: Example }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <List.Item>
      {example.subject || t('common.noSubject')}
      <Text span c="dimmed" fz="sm">
        {' · '}
        {format.start(example.start, example.allDay)}
      </Text>
      {example.isPrivate && (
        <Text span fz="sm" c="dimmed">
          {' · '}
          <IconLock size={13} aria-hidden style={{ verticalAlign: -1 }} /> {t('common.private')}
        </Text>
      )}
    </List.Item>
  );
}
