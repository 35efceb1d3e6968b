import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProblemView } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { useAdvice } from '../parts/advice.ts';
import { Card } from '../parts/card.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { TroubleDetails } from '../parts/trouble-details.tsx';

/** Entries that could not be synchronized, each in plain words and with what to do. */
export function ProblemsCard({ problems }: { readonly problems: readonly ProblemView[] }) {
  const { t } = useTranslation();
  return (
    <Card title={t('problems.title')} description={t('problems.help')}>
      <Stack gap="md" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {problems.map((problem) => (
          <Problem key={problem.id} problem={problem} />
        ))}
      </Stack>
    </Card>
  );
}

function Problem({ problem }: { readonly problem: ProblemView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const advice = useAdvice();
  const next = problem.nextTryAt
    ? t('problems.nextTry', { at: format.dateTime(problem.nextTryAt) })
    : t('problems.noNextTry');
  return (
    <li>
      <Text fw={600} fz="sm">
        {problem.subject || t('common.noSubject')}
      </Text>
      <Text fz="sm">
        {t(`problems.side.${problem.side}`)} {advice(problem.error.advice)}
      </Text>
      <Text fz="xs" c="dimmed">
        {t('problems.attempts', { count: problem.attempts })} {next}
      </Text>
      <Disclosure summary={t('problems.exact')}>
        <TroubleDetails trouble={problem.error} />
      </Disclosure>
    </li>
  );
}
