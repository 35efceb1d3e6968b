import { Badge, Button, Group, List, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useAddOnChange } from '../api/add-ons.ts';
import type { AddOn } from '../api/contract.ts';
import { useMe } from '../api/session.ts';
import { useFormat } from '../language/format.ts';
import { Card } from '../parts/card.tsx';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { notifyDone, notifyFailure } from '../parts/notify.ts';

/** One add-on: what it does, whether it is active, and the switch. Deactivating asks first. */
export function AddOnCard({ addOn }: { readonly addOn: AddOn }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { connectionSaved } = useMe();
  const change = useAddOnChange(addOn.name);
  const [asking, dialog] = useDisclosure(false);
  const set = (active: boolean) =>
    change.mutate(
      { active },
      {
        onSuccess: () => notifyDone(t(active ? 'addOns.activated' : 'addOns.deactivated')),
        onError: (error) => notifyFailure(t('failure.notSaved'), error),
        onSettled: dialog.close,
      },
    );
  return (
    <Card
      title={t('addOns.exchange.name')}
      description={t('addOns.exchange.description')}
      aside={<State addOn={addOn} />}
    >
      <List fz="sm" spacing={4}>
        <List.Item>{t('addOns.exchange.both')}</List.Item>
        <List.Item>{t('addOns.exchange.own')}</List.Item>
        <List.Item>{t('addOns.exchange.safe')}</List.Item>
      </List>
      {addOn.changedAt && (
        <Text fz="sm" c="dimmed">
          {t(addOn.active ? 'addOns.activeSince' : 'addOns.inactiveSince', {
            at: format.dateTime(addOn.changedAt),
          })}
        </Text>
      )}
      <Group>
        {addOn.active ? (
          <>
            <LinkButton to="/settings/exchange">
              {t(connectionSaved ? 'addOns.openSettings' : 'addOns.nextConnect')}
            </LinkButton>
            <Button variant="default" onClick={dialog.open}>
              {t('addOns.deactivate')}
            </Button>
          </>
        ) : (
          <Button loading={change.isPending} onClick={() => set(true)}>
            {t('addOns.activate')}
          </Button>
        )}
      </Group>
      <ConfirmDialog
        opened={asking}
        title={t('addOns.deactivateTitle')}
        confirm={t('addOns.deactivate')}
        busy={change.isPending}
        onConfirm={() => set(false)}
        onClose={dialog.close}
      >
        {t('addOns.deactivateHelp')}
      </ConfirmDialog>
    </Card>
  );
}

function State({ addOn }: { readonly addOn: AddOn }) {
  const { t } = useTranslation();
  return (
    <Badge color={addOn.active ? 'spruce' : 'gray'} variant="light" size="lg" tt="none">
      {t(addOn.active ? 'addOns.active' : 'addOns.inactive')}
    </Badge>
  );
}
