import { Alert, Group, Loader, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Rung } from '../api/contract.ts';
import { guideFor, guideStepFor } from '../guide/guide-for.ts';
import { GuideStepLink } from '../guide/guide-link.tsx';
import { useAdvice } from '../parts/advice.ts';
import classes from './connection-ladder.module.css';
import { RungAnswer } from './rung-answer.tsx';
import { useSettingsForm } from './settings-form-context.ts';

const LOOKS = {
  running: { color: 'gray', icon: <Loader size={14} /> },
  passed: { color: 'spruce', icon: <IconCheck size={16} /> },
  failed: { color: 'red', icon: <IconX size={16} /> },
  skipped: { color: 'gray', icon: <IconMinus size={16} /> },
} as const;

interface LadderRungProps {
  readonly rung: Rung;
  /** True where an earlier rung failed: a skipped one then has nothing of its own to tell. */
  readonly belowFailed: boolean;
}

/** One question to Exchange: its answer, and what to do when it is a no. */
export function LadderRung({ rung, belowFailed }: LadderRungProps) {
  const { t } = useTranslation();
  const advice = useAdvice();
  const guide = guideFor(useSettingsForm().values);
  const place = guide && guideStepFor(rung, guide);
  const look = LOOKS[rung.state];
  const notTried = belowFailed && rung.state === 'skipped';
  return (
    <li className={classes.rung} data-testid={`rung-${rung.name}`} data-state={rung.state}>
      <ThemeIcon color={look.color} variant="light" radius="xl" size={28} aria-hidden>
        {look.icon}
      </ThemeIcon>
      <div className={classes.body}>
        <Group gap="xs">
          <Text fw={600} fz="sm">
            {t(`rung.${rung.name}.title`)}
          </Text>
          <Text fz="sm" c={rung.state === 'failed' ? 'var(--mantine-color-error)' : 'dimmed'}>
            {t(`rung.state.${rung.state}`)}
          </Text>
        </Group>
        <Text fz="xs" c="dimmed">
          {t(`rung.${rung.name}.help`)}
        </Text>
        {notTried && (
          <Text fz="sm" mt={4}>
            {t('rung.notTried')}
          </Text>
        )}
        {!notTried && <RungAnswer rung={rung} />}
        {rung.advice && (
          <Alert mt="xs" p="sm" color={rung.state === 'failed' ? 'red' : 'ember'} title={t('trouble.advice')}>
            {advice(rung.advice)}
          </Alert>
        )}
        {place && (
          <Text mt="xs">
            <GuideStepLink {...place} />
          </Text>
        )}
      </div>
    </li>
  );
}
