import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RunCounts } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import classes from './counts-list.module.css';

/** In the order in which people ask: what is new, what changed, what goes, what stays undone. */
const ORDER = [
  'createdActivities',
  'createdInMailbox',
  'changedActivities',
  'changedInMailbox',
  'deletedActivities',
  'deletedFromMailbox',
  'matched',
  'conflicts',
  'setAside',
  'held',
] as const satisfies readonly (keyof RunCounts)[];

/** Whether anything was counted yet. */
export function hasCounts(counts: RunCounts): boolean {
  return ORDER.some((name) => counts[name] > 0);
}

/** How many of what; only what is not zero, or the word for nothing at all. */
export function CountsList({ counts }: { readonly counts: RunCounts }) {
  const { t } = useTranslation();
  const format = useFormat();
  const told = ORDER.filter((name) => counts[name] > 0);
  if (told.length === 0)
    return (
      <Text fz="sm" c="dimmed">
        {t('counts.nothing')}
      </Text>
    );
  return (
    <dl className={classes.counts}>
      {told.map((name) => (
        <div key={name} data-testid={`count-${name}`}>
          <dt>{t(`counts.${name}`)}</dt>
          <dd>{format.number(counts[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
