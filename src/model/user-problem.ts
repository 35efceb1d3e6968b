import type { AdviceKey } from './advice.ts';

/**
 * What can be wrong with a user's synchronization, told apart by who has to do something about it. Each has a
 * text in the language files; the first that fits is the one that comes first for a person.
 */
export const USER_PROBLEMS = [
  'noMailbox',
  'licenceMissing',
  'accountDisabled',
  'noRight',
  'connection',
  'addressMismatch',
  'deletionsHeld',
  'entriesSetAside',
  'passing',
  'other',
] as const;
export type UserProblem = (typeof USER_PROBLEMS)[number];

/**
 * Which kind the failure of a run is, by its advice. What stands nowhere here is `other`; a mismatch, held
 * deletions and entries that were set aside are no failures of a run and are found in other ways.
 */
export const ADVICE_OF_PROBLEM: Readonly<Partial<Record<UserProblem, readonly AdviceKey[]>>> = {
  noMailbox: ['ewsMailboxUnknown', 'ewsMailboxOtherCompany'],
  licenceMissing: ['ewsLicenceMissing'],
  accountDisabled: ['ewsMailboxAccountDisabled'],
  noRight: ['ewsImpersonationMissing', 'ewsMailboxOutsideScope', 'ewsNoRight'],
  // The company's own way to Exchange: nobody's mailbox in particular.
  connection: [
    'ewsAccountDisabled',
    'ewsAddressInvalid',
    'ewsAddressUnknown',
    'ewsForbidden',
    'ewsNotExchange',
    'ewsPasswordRejected',
    'ewsPlainHttp',
    'ewsTlsHandshake',
    'ewsTlsUntrusted',
    'ewsTokenApplicationUnknown',
    'ewsTokenNotTaken',
    'ewsTokenRefused',
    'ewsTokenSecretExpired',
    'ewsTokenSecretWrong',
    'ewsTokenTenantUnknown',
    'ewsUnreachable',
    'ewsVersionMismatch',
    'syncNoDefaultType',
    'syncNotConnected',
    'syncVersionNotSupported',
  ],
  // Nobody has to do anything: it is tried again by itself.
  passing: [
    'ewsAnswerTooLarge',
    'ewsAnswerUnusable',
    'ewsMailboxMoving',
    'ewsStartOver',
    'ewsThrottled',
    'ewsWaitAndRetry',
    'syncInterrupted',
    'syncKeepsChanging',
    'workspaceStartOver',
    'workspaceUnavailable',
  ],
};
