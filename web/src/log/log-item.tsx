import { Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogEntry } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { LogDetails } from './log-details.tsx';
import classes from './log-list.module.css';

const SEVERITY = {
  info: { icon: IconCircleCheck, color: 'var(--mantine-color-dimmed)' },
  warning: { icon: IconAlertTriangle, color: 'var(--tahti-warning)' },
  error: { icon: IconCircleX, color: 'var(--mantine-color-error)' },
} as const;

/** One line of the log; opened, its whole story. */
export function LogItem({ entry }: { readonly entry: LogEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { icon: Icon, color } = SEVERITY[entry.severity];
  return (
    <li className={classes.item} data-testid="log-entry" data-kind={entry.kind}>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className={classes.summary}>
          <Icon size={18} color={color} aria-hidden />
          <VisuallyHidden>{t(`severity.${entry.severity}`)}</VisuallyHidden>
          <time className={classes.when} dateTime={entry.at}>
            {format.exact(entry.at)}
          </time>
          <span className={classes.what}>
            <Text span fz="sm" fw={600}>
              {t(`kind.${entry.kind}`)}
            </Text>
            {entry.side && <> {t(`log.in.${entry.side}`)}</>}
            <Subject entry={entry} />
          </span>
          <span className={classes.who}>{entry.userName ?? t('log.system')}</span>
          <IconChevronDown size={18} className={classes.chevron} aria-hidden />
        </summary>
        {open && <LogDetails entry={entry} />}
      </details>
    </li>
  );
}

function Subject({ entry }: { readonly entry: LogEntry }) {
  const { t } = useTranslation();
  if (entry.subject) return <>: {entry.subject}</>;
  return entry.isPrivate ? <>: {t('log.private')}</> : null;
}
