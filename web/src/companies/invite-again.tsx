import { Button, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useInviteAgain } from '../api/companies.ts';
import type { CompanyRow } from '../api/contract.ts';
import { IssuedLinkNote } from '../parts/issued-link.tsx';
import { notifyFailure } from '../parts/notify.ts';

/** A new invitation for an administrator who has not come in yet. */
export function InviteAgain({ row }: { readonly row: CompanyRow }) {
  const { t } = useTranslation();
  const invite = useInviteAgain(row.id);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={invite.isPending}
        aria-label={t('companies.inviteAgainOf', { name: row.name })}
        onClick={() =>
          invite.mutate(undefined, { onError: (error) => notifyFailure(t('failure.title'), error) })
        }
      >
        {t('companies.inviteAgain')}
      </Button>
      <Modal
        opened={invite.data !== undefined}
        onClose={invite.reset}
        title={<Text fw={650}>{t('companies.invitation')}</Text>}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {invite.data && <IssuedLinkNote issued={invite.data} />}
      </Modal>
    </>
  );
}
