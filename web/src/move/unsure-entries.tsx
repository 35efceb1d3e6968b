import { List, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MoveOfUser } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';

type Entry = MoveOfUser['entries'][number];

const KINDS = ['undecided', 'gone'] as const satisfies readonly Entry['kind'][];

/** The entries that a move cannot place, by kind. */
export function UnsureEntries({ of }: { readonly of: MoveOfUser }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { entries, undecided, gone } = of;
  const isCut = entries.length < undecided + gone;
  return (
    <Stack gap="sm">
      {KINDS.map((kind) => (
        <Entries key={kind} kind={kind} entries={entries.filter((entry) => entry.kind === kind)} />
      ))}
      {isCut && (
        <Text fz="sm" c="dimmed">
          {t('move.more', {
            shown: format.number(entries.length),
            undecided: format.number(undecided),
            gone: format.number(gone),
          })}
        </Text>
      )}
    </Stack>
  );
}

interface EntriesProps {
  readonly kind: Entry['kind'];
  readonly entries: readonly Entry[];
}

function Entries({ kind, entries }: EntriesProps) {
  const { t } = useTranslation();
  if (entries.length === 0) return null;
  return (
    <section>
      <Text fw={600} fz="sm" component="h3" m={0}>
        {t(`move.entry.${kind}`)}
      </Text>
      <List fz="sm" mt={4}>
        {entries.map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries that look alike are what the list is about.
          <EntryLine key={at} entry={entry} />
        ))}
      </List>
    </section>
  );
}

function EntryLine({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const subject = entry.subject === null ? t('move.hidden') : entry.subject || t('common.noSubject');
  return (
    <List.Item>
      {entry.isPrivate && <IconLock size={13} aria-hidden style={{ verticalAlign: -1 }} />} {subject}
      <Text span c="dimmed" fz="sm">
        {' · '}
        {format.start(entry.start, entry.allDay)}
        {entry.kind === 'undecided' && ` · ${t(`move.side.${entry.side}`)}`}
      </Text>
    </List.Item>
  );
}
