import type { AdviceKey } from './advice.ts';

/** What an alert can be about. Each has its texts in the language files. */
export const ALERT_CONDITIONS = [
  'mailboxFailing',
  'signInRefused',
  'secretExpiring',
  'deletionsHeld',
  'notificationsDown',
  'queueGrowing',
] as const;
export type AlertCondition = (typeof ALERT_CONDITIONS)[number];

/**
 * Advice of failures in which the server refuses the company's own account: they concern everybody, and are
 * one alert of the company instead of one for each mailbox.
 */
export const SIGN_IN_ADVICE: readonly AdviceKey[] = [
  'ewsAccountDisabled',
  'ewsPasswordRejected',
  'ewsTokenApplicationUnknown',
  'ewsTokenNotTaken',
  'ewsTokenRefused',
  'ewsTokenSecretExpired',
  'ewsTokenSecretWrong',
  'ewsTokenTenantUnknown',
];

/** From when on something counts as trouble; what holds for a company that never chose. */
export const ALERT_DEFAULTS = {
  conditions: [...ALERT_CONDITIONS] as readonly AlertCondition[],
  /** Minutes that a mailbox fails without a success. */
  failingMinutes: 60,
  /** Minutes that a run waits in the queue. */
  queueMinutes: 10,
  /** Minutes that fewer than half of the mailboxes tell of changes. */
  notificationMinutes: 15,
  /** Days before the day on which the secret ends. */
  secretWarningDays: 14,
} as const;

/** Numbers and codes about an alert; never a secret, never the text of an entry. */
export type AlertFacts = Readonly<Record<string, string | number>>;
