/**
 * Keys of advice: what a person can do about a failure. Each has a text in every language file under
 * `advice.<key>`; a failure never reaches a person without one.
 */
export const ADVICE_KEYS = [
  'ewsAccountDisabled',
  'ewsAddressInvalid',
  'ewsAddressUnknown',
  'ewsAnswerTooLarge',
  'ewsAnswerUnusable',
  'ewsChangedMeanwhile',
  'ewsClockWrong',
  'ewsEntryRefused',
  'ewsEntryUnreadable',
  'ewsFolderMissing',
  'ewsForbidden',
  'ewsGone',
  'ewsImpersonationMissing',
  'ewsMailboxFull',
  'ewsMailboxMoving',
  'ewsMailboxOtherCompany',
  'ewsMailboxSecondaryAddress',
  'ewsMailboxUnknown',
  'ewsNoRight',
  'ewsNotExchange',
  'ewsPasswordRejected',
  'ewsPlainHttp',
  'ewsProbeLeftBehind',
  'ewsSeriesNotSupported',
  'ewsStartOver',
  'ewsThrottled',
  'ewsTlsUntrusted',
  'ewsUnreachable',
  'ewsVersionMismatch',
  'ewsWaitAndRetry',
  'ewsZoneUnknown',
] as const;

export type AdviceKey = (typeof ADVICE_KEYS)[number];
