import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Move } from '../api/contract.ts';
import { useFormat } from '../language/format.ts';
import { recognised } from './recognised.ts';

interface ConfirmMoveProps {
  readonly move: Move;
  readonly busy: boolean;
  readonly onConfirm: (despiteFailures: boolean) => void;
}

/** The button that ends the preparation, and the question that it asks: with the counts, and with who was not looked at. */
export function ConfirmMove({ move, busy, onConfirm }: ConfirmMoveProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [opened, dialog] = useDisclosure(false);
  const [despite, setDespite] = useState(false);
  const { counts, users } = move;
  const sums = {
    recognised: format.number(recognised(counts)),
    newActivities: format.number(counts.newActivities),
    newInMailbox: format.number(counts.newInMailbox),
    undecided: format.number(counts.undecided),
    gone: format.number(counts.gone),
  };
  return (
    <>
      <Button onClick={dialog.open}>{t('move.confirm')}</Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={
          <Text fw={650}>
            {t('move.confirmTitle', { version: t(`exchange.versions.${move.to.version}`) })}
          </Text>
        }
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Stack gap="md">
          <Text fz="sm">{t('move.confirmHelp', { count: users.all + users.joined })}</Text>
          <Text fz="sm">{t('move.confirmSums', sums)}</Text>
          {users.failed > 0 && (
            <Checkbox
              checked={despite}
              onChange={({ currentTarget }) => setDespite(currentTarget.checked)}
              label={t('move.despite', { count: users.failed })}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={dialog.close}>
              {t('common.cancel')}
            </Button>
            <Button
              loading={busy}
              disabled={users.failed > 0 && !despite}
              onClick={() => {
                onConfirm(despite);
                dialog.close();
              }}
            >
              {t('move.confirm')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
