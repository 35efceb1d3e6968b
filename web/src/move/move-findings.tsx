import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Move, RecognitionCounts } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { Card } from '../parts/card.tsx';
import classes from './move-findings.module.css';
import { COUNT_GROUPS, type CountGroup } from './recognised.ts';

const GROUPS = Object.keys(COUNT_GROUPS) as CountGroup[];

/** What the look found over all users, each number with what it means. */
export function MoveFindings({ move }: { readonly move: Move }) {
  const { t } = useTranslation();
  return (
    <Card title={t('move.found')} description={t('move.foundHelp')}>
      <Findings counts={move.counts} />
    </Card>
  );
}

/** The same of one user, or of all. */
export function Findings({ counts }: { readonly counts: RecognitionCounts }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.groups}>
      {GROUPS.map((group) => (
        <section key={group}>
          <Title order={3} fz="sm" mb={4}>
            {t(`move.group.${group}`)}
          </Title>
          <dl className={classes.group}>
            {COUNT_GROUPS[group].map((name) => (
              <div key={name} className={classes.count} data-testid={`move-${name}`}>
                <dt>{t(`move.count.${name}.name`)}</dt>
                <dd>{format.number(counts[name])}</dd>
                <dd className={classes.help}>{t(`move.count.${name}.help`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
