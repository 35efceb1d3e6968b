import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetAsideEntry } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { TextLink } from '../parts/text-link.tsx';
import { TroubleDetails } from '../parts/trouble-details.tsx';
import classes from './log-list.module.css';
import type { TryState } from './use-tries.ts';

interface SetAsideItemProps {
  readonly entry: SetAsideEntry;
  readonly state: TryState;
  readonly busy: boolean;
  readonly onTryAgain: () => void;
}

/** An entry that is set aside: whose, how often it was tried and when it will be; opened, the server's exact answer. */
export function SetAsideItem({ entry, state, busy, onTryAgain }: SetAsideItemProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const subject = entry.subject === null ? t('log.private') : entry.subject || t('common.noSubject');
  return (
    <li className={classes.item} data-testid="set-aside" data-try={state ?? 'none'}>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className={classes.summary}>
          <IconCircleX size={18} color="var(--mantine-color-error)" aria-hidden />
          <time className={classes.when} dateTime={entry.error.at}>
            {format.exact(entry.error.at)}
          </time>
          <span className={classes.what}>
            <Text span fz="sm" fw={600}>
              {subject}
            </Text>{' '}
            {t(`log.in.${entry.side}`)}
          </span>
          <span className={classes.who}>{entry.userName}</span>
          <IconChevronDown size={18} className={classes.chevron} aria-hidden />
        </summary>
        {open && (
          <Stack gap="sm" className={classes.details}>
            <TroubleDetails trouble={entry.error} />
            <TextLink to="/log" search={({ company }) => ({ company, ...storyOf(entry) })} fz="sm">
              {t('log.wholeStory')}
            </TextLink>
          </Stack>
        )}
      </details>
      <Group gap="sm" className={classes.below}>
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy || state === 'trying'}
          aria-label={t('log.setAside.tryOne', { subject, interpolation: { escapeValue: false } })}
          onClick={onTryAgain}
        >
          {t('common.tryAgain')}
        </Button>
        <Text fz="xs" c="dimmed" role="status" component="div">
          <TryWords entry={entry} state={state} />
        </Text>
      </Group>
    </li>
  );
}

function TryWords({ entry, state }: Pick<SetAsideItemProps, 'entry' | 'state'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (state === 'trying')
    return (
      <Group gap={6}>
        <Loader size={12} /> {t('log.setAside.trying')}
      </Group>
    );
  const next = t('problems.nextTry', { at: format.dateTime(entry.nextTryAt) });
  const tried =
    state === 'failed' ? t('log.setAside.again') : t('problems.attempts', { count: entry.attempts });
  return `${tried} ${next}`;
}

/** The filter that finds everything about the same entry. */
function storyOf({ side, entryId, userId }: SetAsideEntry) {
  return side === 'activities' ? { activityId: entryId } : { itemId: entryId, userId };
}
