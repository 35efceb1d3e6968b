import { Alert, Button, Group, Radio, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api/client.ts';
import type { GuideName } from '../api/contract.ts';
import { useGuideFeedback } from '../api/guide.ts';
import { Card } from '../parts/card.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { TextLink } from '../parts/text-link.tsx';

/** "Was this helpful?": yes or no, with what was missing. */
export function HelpfulForm({ guide }: { readonly guide: GuideName }) {
  const { t } = useTranslation();
  const feedback = useGuideFeedback(guide);
  const [helpful, setHelpful] = useState<string | null>(null);
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(helpful === null);
    if (helpful !== null) feedback.mutate({ helpful: helpful === 'yes', comment });
  };
  const fields = feedback.error instanceof ApiFailure ? feedback.error.fields : {};
  return (
    <Card title={t('guide.helpful.title')}>
      <form onSubmit={send} noValidate>
        <Radio.Group
          aria-label={t('guide.helpful.title')}
          value={helpful}
          onChange={setHelpful}
          error={missing && t('guide.helpful.choose')}
        >
          <Group gap="lg">
            <Radio value="yes" label={t('guide.helpful.yes')} />
            <Radio value="no" label={t('guide.helpful.no')} />
          </Group>
        </Radio.Group>
        <Textarea
          mt="md"
          label={t('guide.helpful.comment')}
          description={t('guide.helpful.commentHelp')}
          autosize
          minRows={2}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          error={fields.comment}
        />
        <Group mt="md" gap="md">
          <Button type="submit" variant="light" loading={feedback.isPending}>
            {t('guide.helpful.send')}
          </Button>
          <TextLink to="/guide-answers" fz="sm">
            {t('guide.answers.link')}
          </TextLink>
        </Group>
      </form>
      <div role="status">
        {feedback.isSuccess && <Alert color="spruce">{t('guide.helpful.thanks')}</Alert>}
      </div>
      {feedback.isError && !fields.comment && <ErrorState error={feedback.error} />}
    </Card>
  );
}
