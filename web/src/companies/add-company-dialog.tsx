import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAddCompany } from '../api/companies.ts';
import { IssuedLinkNote } from '../parts/issued-link.tsx';
import { AddCompanyForm } from './add-company-form.tsx';

interface AddCompanyDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Adds a company, then tells how its first administrator is invited. */
export function AddCompanyDialog({ opened, onClose }: AddCompanyDialogProps) {
  const { t } = useTranslation();
  const add = useAddCompany();
  const added = add.data;
  const close = () => {
    add.reset();
    onClose();
  };
  const title = added
    ? t('companies.added', { name: added.company.name, interpolation: { escapeValue: false } })
    : t('companies.add');
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={<Text fw={650}>{title}</Text>}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {added ? (
        <IssuedLinkNote issued={added.invitation} />
      ) : (
        <AddCompanyForm error={add.error} busy={add.isPending} onSubmit={add.mutate} onCancel={close} />
      )}
    </Modal>
  );
}
