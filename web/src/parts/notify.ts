import { showNotice } from './notices.ts';

/** Says that something was done. Screen readers hear it: notices are alerts. */
export function notifyDone(message: string): void {
  showNotice({ kind: 'done', title: null, message, stays: 6_000 });
}

/** Says that something could not be done; stays until it is closed or has been read at leisure. */
export function notifyFailure(title: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  showNotice({ kind: 'failed', title, message, stays: 15_000 });
}
