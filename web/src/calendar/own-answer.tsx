import { Alert, Button, Group, Text } from '@mantine/core';
import { IconCheck, IconHelp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActivityAnswer } from '../api/activities.ts';
import type { ActivityAnswer, ActivityView } from '../api/contract.ts';
import { notifyDone, notifyFailure } from '../parts/notify.ts';

const ANSWERS = [
  ['accepted', IconCheck],
  ['tentative', IconHelp],
  ['declined', IconX],
] as const;

interface OwnAnswerProps {
  readonly activity: ActivityView;
  readonly onAnswered: (activity: ActivityView) => void;
  /** What is declined is gone from the calendar. */
  readonly onDeclined: () => void;
}

/** Whether I take part in what somebody else asked me to. */
export function OwnAnswer({ activity, onAnswered, onDeclined }: OwnAnswerProps) {
  const { t } = useTranslation();
  const { mutate, isPending, variables } = useActivityAnswer();
  const { ownAnswer, ownerName: owner } = activity;
  if (ownAnswer === null) return null;
  const give = (answer: ActivityAnswer['answer']) =>
    mutate(
      { activity, answer },
      {
        onSuccess: (answered) => {
          notifyDone(t(`people.given.${answer}`, { owner }));
          if (answer === 'declined') onDeclined();
          else onAnswered(answered);
        },
        onError: (error) => notifyFailure(t('failure.title'), error),
      },
    );
  return (
    <Alert title={t('people.own')}>
      <Text fz="sm">
        {t('people.ownOf', { owner })} {activity.recurring && t('people.ownOfSeries')}
      </Text>
      <Group gap="xs" mt="sm" role="group" aria-label={t('people.own')}>
        {ANSWERS.map(([answer, Icon]) => (
          <Button
            key={answer}
            size="xs"
            variant={ownAnswer === answer ? 'filled' : 'default'}
            aria-pressed={ownAnswer === answer}
            leftSection={<Icon size={14} aria-hidden />}
            loading={isPending && variables.answer === answer}
            disabled={isPending && variables.answer !== answer}
            onClick={() => give(answer)}
          >
            {t(`people.give.${answer}`)}
          </Button>
        ))}
      </Group>
    </Alert>
  );
}
