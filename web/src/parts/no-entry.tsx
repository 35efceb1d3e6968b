import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';
import { Page } from './page.tsx';

/** A page that belongs to another role, with who to ask. */
export function NoEntry({ title }: { readonly title: string }) {
  const { t } = useTranslation();
  return (
    <Page title={title}>
      <EmptyState icon={<IconLock />} title={t('noEntry.lead')}>
        {t('noEntry.help')}
      </EmptyState>
    </Page>
  );
}
