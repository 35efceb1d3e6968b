import { Button, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { moveOfUserQuery } from '../api/move.ts';
import { ErrorState } from '../parts/error-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { UnsureEntries } from './unsure-entries.tsx';

interface UserEntriesProps {
  readonly userId: string;
  readonly name: string;
}

/** The entries of a user that a person has to know of; private ones without their subjects. */
export function UserEntries({ userId, name }: UserEntriesProps) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  const title = t('move.entriesOf', { name });
  const entries = useQuery({ ...moveOfUserQuery(userId), enabled: opened });
  return (
    <>
      <Button size="compact-sm" variant="subtle" aria-label={title} onClick={dialog.open}>
        {t('move.showEntries')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={<Text fw={650}>{title}</Text>}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {entries.isPending && <Loading rows={2} />}
        {entries.isError && <ErrorState error={entries.error} retry={entries.refetch} />}
        {entries.data && <UnsureEntries of={entries.data} />}
      </Modal>
    </>
  );
}
