import { Alert, Stack } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Rung } from '../api/contract.ts';
import classes from './connection-ladder.module.css';
import { LadderRung } from './ladder-rung.tsx';

interface ConnectionLadderProps {
  readonly rungs: readonly Rung[];
  readonly running: boolean;
}

/** The rungs of the connection test, and in one sentence how it ended. */
export function ConnectionLadder({ rungs, running }: ConnectionLadderProps) {
  const { t } = useTranslation();
  const firstFailed = rungs.findIndex(({ state }) => state === 'failed');
  const failed = rungs.filter(({ state }) => state === 'failed');
  return (
    <Stack gap="md">
      <ol className={classes.ladder} aria-label={t('exchange.ladder')}>
        {rungs.map((rung, place) => (
          <LadderRung key={rung.name} rung={rung} belowFailed={firstFailed >= 0 && place > firstFailed} />
        ))}
      </ol>
      <div aria-live="polite">
        {!running && failed.length === 0 && (
          <Alert icon={<IconCheck />} title={t('exchange.testPassed')}>
            {t('exchange.testPassedHelp')}
          </Alert>
        )}
        {!running && failed.length > 0 && (
          <Alert color="red" icon={<IconX />} title={t('exchange.testFailed', { count: failed.length })}>
            {t('exchange.testFailedHelp')}
          </Alert>
        )}
      </div>
    </Stack>
  );
}
