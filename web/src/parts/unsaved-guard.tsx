import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from './confirm-dialog.tsx';

/** Asks before leaving a form with unsaved changes, within the page and when the tab is closed. */
export function UnsavedGuard({ dirty }: { readonly dirty: boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker({
    // An ended session leads to the sign-in whatever is open: there is nothing to save it with.
    shouldBlockFn: ({ next }) => dirty && next.pathname !== '/sign-in',
    enableBeforeUnload: dirty,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      opened={blocker.status === 'blocked'}
      title={t('unsaved.title')}
      confirm={t('unsaved.leave')}
      cancel={t('unsaved.stay')}
      danger
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      {t('unsaved.help')}
    </ConfirmDialog>
  );
}
