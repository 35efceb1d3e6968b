import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '../api/contract.ts';
import { useIssuePasswordLink } from '../api/passwords.ts';
import { IssuedLinkNote } from '../parts/issued-link.tsx';
import { notifyFailure } from '../parts/notify.ts';

/** The administrator makes a link by which a user sets a new password; the password itself is the user's. */
export function ResetPassword({ row }: { readonly row: UserRow }) {
  const { t } = useTranslation();
  const [asking, dialog] = useDisclosure(false);
  const issue = useIssuePasswordLink(row.id);
  const open = () => {
    issue.reset();
    dialog.open();
  };
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        onClick={open}
        aria-label={t('users.resetPasswordOf', { name: row.name })}
      >
        {t('users.resetPassword')}
      </Button>
      <Modal
        opened={asking}
        onClose={dialog.close}
        title={
          <Text fw={650}>
            {issue.data ? t('users.resetPasswordOf', { name: row.name }) : t('users.resetTitle')}
          </Text>
        }
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {issue.data ? (
          <IssuedLinkNote issued={issue.data} />
        ) : (
          <Stack gap="lg">
            <Text fz="sm">{t('users.resetHelp', { name: row.name })}</Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={dialog.close}>
                {t('common.cancel')}
              </Button>
              <Button
                loading={issue.isPending}
                onClick={() =>
                  issue.mutate(undefined, { onError: (error) => notifyFailure(t('failure.title'), error) })
                }
              >
                {t('users.resetConfirm')}
              </Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </>
  );
}
