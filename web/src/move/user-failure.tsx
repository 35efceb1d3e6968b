import { Button, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { MoveUserRow, Trouble } from '../api/contract.ts';
import { TroubleDetails } from '../parts/trouble-details.tsx';

interface UserFailureProps {
  readonly row: MoveUserRow;
  readonly trouble: Trouble;
}

/** Why a mailbox could not be looked at: what to do, and the server's exact words. */
export function UserFailure({ row, trouble }: UserFailureProps) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  const title = t('move.troubleOf', { name: row.name });
  return (
    <>
      <Button size="compact-sm" variant="subtle" aria-label={title} onClick={dialog.open}>
        {t('move.showTrouble')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={<Text fw={650}>{title}</Text>}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <TroubleDetails trouble={trouble} />
      </Modal>
    </>
  );
}
