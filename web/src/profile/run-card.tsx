import { Alert, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SynchronizationView } from '../api/contract.ts';
import { isRunning, useSynchronizationAction } from '../api/synchronization.ts';
import { useFormat } from '../language/format.ts';
import { useKnownText } from '../language/known-text.ts';
import { Card } from '../parts/card.tsx';
import { Fact } from '../parts/fact.tsx';
import { notifyFailure } from '../parts/notify.ts';
import { TextLink } from '../parts/text-link.tsx';
import { TroubleDetails } from '../parts/trouble-details.tsx';
import { CountsList, hasCounts } from './counts-list.tsx';
import { RunProgress } from './run-progress.tsx';

/** How it goes: the run in progress, or the last one, and what can be asked for. */
export function RunCard({ view }: { readonly view: SynchronizationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = useKnownText();
  const { run } = view;
  const running = isRunning(view);
  return (
    <Card title={t('mine.status')} aside={view.state !== 'off' && <RunActions view={view} />}>
      {run && running && <RunProgress run={run} />}
      <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }}>
        <Fact name={t('mine.lastSuccess')}>
          {view.lastSuccessAt ? format.dateTime(view.lastSuccessAt) : t('mine.notYet')}
        </Fact>
        <Fact name={t('mine.synchronizedEntries')}>{format.number(view.synchronizedEntries)}</Fact>
        {view.enabledAt && <Fact name={t('mine.enabledAt')}>{format.dateTime(view.enabledAt)}</Fact>}
      </SimpleGrid>
      {run?.state === 'failed' && run.error && (
        <Alert color="red" title={t('mine.runFailed')}>
          {view.nextTryAt && (
            <Text fz="sm" mb="xs">
              {t('mine.nextTry', { at: format.dateTime(view.nextTryAt) })}
            </Text>
          )}
          <TroubleDetails trouble={run.error} />
        </Alert>
      )}
      {run && (
        <Stack gap="xs">
          <Fact name={t(running ? 'mine.thisRun' : 'mine.lastRun')}>
            {known(`trigger.${run.trigger}`) ?? run.trigger}
            {run.endedAt && ` · ${format.dateTime(run.endedAt)}`}
          </Fact>
          {(!running || hasCounts(run.counts)) && <CountsList counts={run.counts} />}
        </Stack>
      )}
      <TextLink to="/log" search={{ userId: view.userId }} fz="sm">
        {t('mine.toLog')}
      </TextLink>
    </Card>
  );
}

function RunActions({ view }: { readonly view: SynchronizationView }) {
  const { t } = useTranslation();
  const action = useSynchronizationAction(view.userId);
  const act = (name: 'run' | 'pause' | 'resume') =>
    action.mutate({ name }, { onError: (error) => notifyFailure(t('failure.title'), error) });
  if (view.state === 'paused')
    return (
      <Button
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={action.isPending}
        onClick={() => act('resume')}
      >
        {t('mine.resume')}
      </Button>
    );
  return (
    <Group gap="xs">
      <Button
        leftSection={<IconRefresh size={16} aria-hidden />}
        disabled={isRunning(view)}
        loading={action.isPending}
        onClick={() => act('run')}
      >
        {t('mine.runNow')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPlayerPause size={16} aria-hidden />}
        disabled={action.isPending}
        onClick={() => act('pause')}
      >
        {t('mine.pause')}
      </Button>
    </Group>
  );
}
