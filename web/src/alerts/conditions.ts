import type { AlertSettings } from '../api/contract.ts';

/** What alerts can be about, in the order of the page. */
export const CONDITIONS = [
  'mailboxFailing',
  'signInRefused',
  'secretExpiring',
  'deletionsHeld',
  'notificationsDown',
  'queueGrowing',
] as const satisfies AlertSettings['conditions'];
