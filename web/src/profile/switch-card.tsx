import { Alert, Group, SimpleGrid, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SynchronizationView } from '../api/contract.ts';
import { type SynchronizationAction, useSynchronizationAction } from '../api/synchronization.ts';
import { Card } from '../parts/card.tsx';
import { Fact } from '../parts/fact.tsx';
import { notifyDone, notifyFailure } from '../parts/notify.ts';
import { StateBadge } from '../parts/state-badge.tsx';
import { SwitchOffDialog } from '../parts/switch-off-dialog.tsx';
import { AddressMatch } from './address-match.tsx';
import { DryRunDialog } from './dry-run-dialog.tsx';

/** The switch, and whether my user name and my mailbox belong together. Both ways it asks first. */
export function SwitchCard({ view }: { readonly view: SynchronizationView }) {
  const { t } = useTranslation();
  const action = useSynchronizationAction(view.userId);
  const [asking, setAsking] = useState<'on' | 'off' | null>(null);
  const isOn = view.state !== 'off';
  if (view.unavailableBecause === 'noMailbox' && !isOn)
    return (
      <Card title={t('mine.switchTitle')}>
        <Text>{t('mine.unavailable.noMailbox')}</Text>
      </Card>
    );
  const act = (what: SynchronizationAction, done: string) =>
    action.mutate(what, {
      onSuccess: () => notifyDone(done),
      onError: (error) => notifyFailure(t('failure.title'), error),
      onSettled: () => setAsking(null),
    });
  return (
    <Card
      title={t('mine.switchTitle')}
      description={t('mine.switchHelp')}
      aside={<StateBadge state={view.state} />}
    >
      {view.unavailableBecause && (
        <Alert color="ember">{t(`mine.unavailable.${view.unavailableBecause}`)}</Alert>
      )}
      <Group>
        <Switch
          size="lg"
          label={t('mine.switch')}
          checked={isOn}
          disabled={!isOn && (!view.available || view.needsConfirmation)}
          onChange={() => setAsking(isOn ? 'off' : 'on')}
        />
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Fact name={t('mine.userName')}>{view.userName}</Fact>
        <Fact name={t('mine.mailbox')}>{view.mailboxAddress}</Fact>
      </SimpleGrid>
      <AddressMatch {...view} />
      <DryRunDialog
        view={view}
        opened={asking === 'on'}
        busy={action.isPending}
        onConfirm={() => act({ name: 'on' }, t('mine.turnedOn'))}
        onClose={() => setAsking(null)}
      />
      <SwitchOffDialog
        name={null}
        opened={asking === 'off'}
        busy={action.isPending}
        onConfirm={(body) => act({ name: 'off', body }, t('switchOff.done'))}
        onClose={() => setAsking(null)}
      />
    </Card>
  );
}
