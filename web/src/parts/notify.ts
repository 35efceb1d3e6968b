import { notifications } from '@mantine/notifications';
import i18next from 'i18next';

/** Says that something was done. Screen readers hear it: notifications are a live region. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: 'spruce', closeButtonProps: closeButton() });
}

/** Says that something could not be done; stays until it is closed or has been read at leisure. */
export function notifyFailure(title: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  notifications.show({ title, message, color: 'red', autoClose: 15_000, closeButtonProps: closeButton() });
}

const closeButton = () => ({ 'aria-label': i18next.t('common.close') });
