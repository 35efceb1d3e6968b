import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';
import { Page } from './page.tsx';

interface NoEntryProps {
  readonly title: string;
  /** Whose page it is; administrators' where it is left out. */
  readonly lead?: string;
}

/** A page that belongs to another role, with who to ask. */
export function NoEntry({ title, lead }: NoEntryProps) {
  const { t } = useTranslation();
  return (
    <Page title={title}>
      <EmptyState icon={<IconLock />} title={lead ?? t('noEntry.lead')}>
        {lead === undefined && t('noEntry.help')}
      </EmptyState>
    </Page>
  );
}
