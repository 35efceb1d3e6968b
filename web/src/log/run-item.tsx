import { Badge, Stack, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconChevronDown,
  IconCircleCheck,
  IconCircleX,
  IconRefresh,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunOfLog } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { Fact } from '../parts/fact.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { TroubleDetails } from '../parts/trouble-details.tsx';
import { CountsList } from '../profile/counts-list.tsx';
import { RunProgress } from '../profile/run-progress.tsx';
import classes from './log-list.module.css';

const STATES = {
  waiting: { icon: IconRefresh, color: 'gray' },
  running: { icon: IconRefresh, color: 'spruce' },
  succeeded: { icon: IconCircleCheck, color: 'gray' },
  held: { icon: IconAlertTriangle, color: 'ember' },
  failed: { icon: IconCircleX, color: 'red' },
} as const;

/** One run: whose, what started it and how it ended; opened, what it did and why it failed. */
export function RunItem({ run }: { readonly run: RunOfLog }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { icon: Icon, color } = STATES[run.state];
  return (
    <li className={classes.item} data-testid="run" data-state={run.state}>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className={classes.summary}>
          <Icon size={18} color={`var(--mantine-color-${color}-filled)`} aria-hidden />
          <time className={classes.when} dateTime={run.startedAt ?? undefined}>
            {run.startedAt && format.exact(run.startedAt)}
          </time>
          <span className={classes.what}>
            <Text span fz="sm" fw={600}>
              {t(`trigger.${run.trigger}`)}
            </Text>{' '}
            <Badge size="sm" variant="light" color={color} tt="none">
              {t(`log.runs.state.${run.state}`)}
            </Badge>
          </span>
          <span className={classes.who}>{run.userName}</span>
          <IconChevronDown size={18} className={classes.chevron} aria-hidden />
        </summary>
        {open && <RunDetails run={run} />}
      </details>
      {run.state === 'running' && (
        <div className={classes.details}>
          <RunProgress run={run} />
        </div>
      )}
    </li>
  );
}

function RunDetails({ run }: { readonly run: RunOfLog }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Stack gap="sm" className={classes.details}>
      {run.endedAt && <Fact name={t('log.runs.endedAt')}>{format.exact(run.endedAt)}</Fact>}
      {run.state !== 'failed' && <CountsList counts={run.counts} />}
      {run.error && <TroubleDetails trouble={run.error} />}
      <TextLink to="/log" search={({ company }) => ({ company, runId: run.id })} fz="sm">
        {t('log.runs.stories')}
      </TextLink>
    </Stack>
  );
}
