/**
 * What is known of each failure: the reference of ResponseCodes of Exchange Web Services, HTTP statuses, and our
 * own codes. `classify.ts` alone reads this.
 */
import { ENTRY_FAILURES, type Row } from './entry-failures.ts';

export const OVERLOAD = new Set([
  'ErrorServerBusy',
  'ErrorTimeoutExpired',
  'ErrorBatchProcessingStopped',
  'ErrorInsufficientResources',
  'ErrorNotEnoughMemory',
  'ErrorTooManyObjectsOpened',
  'EWS_ANSWER_TIMEOUT',
  'EWS_GATEWAY_UNAVAILABLE',
  'HTTP 503',
  'HTTP 504',
]);

/**
 * Ids of another server or of Exchange 2007's first format: the mailbox was moved or the version changed. Of an
 * entry that is read by its id they say only that it does not stand under that id.
 */
export const INVALID_IDS = new Set([
  'ErrorInvalidId',
  'ErrorInvalidIdMalformed',
  'ErrorInvalidIdMalformedEwsLegacyIdFormat',
  'ErrorInvalidIdEmpty',
  'ErrorInvalidIdMonikerTooLong',
  'ErrorInvalidIdStoreObjectIdTooLong',
  'ErrorInvalidIdTooManyAttachmentLevels',
  'ErrorInvalidIdXml',
  'ErrorInvalidMailboxItemId',
]);

export const POISONED = new Set([
  'EWS_MALFORMED_XML',
  'EWS_ANSWER_TOO_DEEP',
  'EWS_ANSWER_TOO_LARGE',
  // One id may have the whole request refused.
  ...INVALID_IDS,
]);

/**
 * Passing failures after which the work was surely not done: the server refused before it began, or was never
 * reached. After any other passing failure nobody knows, and a create must not be sent again without looking.
 */
export const SURELY_UNDONE = new Set([
  'ErrorServerBusy',
  'ErrorExceededConnectionCount',
  'ErrorTooManyObjectsOpened',
  'ErrorInsufficientResources',
  'ErrorMailboxMoveInProgress',
  'ErrorADUnavailable',
  // Documented: the items that follow are not processed.
  'ErrorBatchProcessingStopped',
  'HTTP 429',
  'HTTP 503',
  'EWS_BACKING_OFF',
  'EWS_ADDRESS_UNKNOWN',
  'EWS_UNREACHABLE',
  'EWS_CONNECT_TIMEOUT',
]);

export const ROWS: readonly Row[] = [
  // Out of breath: the server asks for patience, usually with BackOffMilliseconds.
  [
    'retry',
    'ewsThrottled',
    [
      'ErrorServerBusy',
      'ErrorExceededConnectionCount',
      'ErrorTooManyObjectsOpened',
      'ErrorInsufficientResources',
      'ErrorNotEnoughMemory',
      'HTTP 429',
      'HTTP 503',
      'EWS_BACKING_OFF',
    ],
  ],
  // Passing trouble inside Exchange or on the way there.
  [
    'retry',
    'ewsWaitAndRetry',
    [
      'ErrorConnectionFailed',
      'ErrorTimeoutExpired',
      'ErrorInternalServerTransientError',
      // Documented as unrecoverable, yet servers send it for passing trouble too: the bound on repeats is the guard.
      'ErrorInternalServerError',
      // "Items that follow were not processed": they are untouched and go out again.
      'ErrorBatchProcessingStopped',
      'ErrorADUnavailable',
      'ErrorADOperation',
      // Not a missing right: the server could not ask its directory, or does not trust the other forest.
      'ErrorImpersonationFailed',
      'ErrorDataSourceOperation',
      'ErrorRequestAborted',
      'ErrorClientDisconnected',
      'ErrorProxyCallFailed',
      'ErrorProxyRequestProcessingFailed',
      'ErrorProxyTokenExpired',
      'ErrorNoRespondingCASInDestinationSite',
      // HTTP 503 without any mark of Exchange: a proxy said it, perhaps after it had passed the request on.
      'EWS_GATEWAY_UNAVAILABLE',
      'HTTP 408',
    ],
  ],
  // The mailbox is on its way to another server; ids and sync state may not survive, but that is told later.
  [
    'retry',
    'ewsMailboxMoving',
    [
      'ErrorMailboxMoveInProgress',
      'ErrorMailboxStoreUnavailable',
      'ErrorMailboxFailover',
      'ErrorMailboxLogonFailed',
      'ErrorCrossSiteRequest',
    ],
  ],
  // The cursor or the ids are not this server's: start over with matching.
  ['resync', 'ewsStartOver', ['ErrorInvalidSyncStateData', 'ErrorSyncFolderNotFound', ...INVALID_IDS]],
  [
    'stale',
    'ewsChangedMeanwhile',
    [
      'ErrorIrresolvableConflict',
      'ErrorStaleObject',
      // Documented as "missing or stale"; ours is never missing.
      'ErrorChangeKeyRequiredForWriteOperations',
      'ErrorChangeKeyRequired',
      'ErrorInvalidChangeKey',
      // A newer version of the meeting has come meanwhile.
      'ErrorCalendarMeetingRequestIsOutOfDate',
    ],
  ],
  [
    'gone',
    'ewsGone',
    [
      'ErrorItemNotFound',
      'ErrorCalendarOccurrenceIsDeletedFromRecurrence',
      // It lies in Deleted Items.
      'ErrorCalendarCannotUpdateDeletedItem',
      'EWS_MEETING_LEFT',
    ],
  ],
  // What notifications are made of is gone: a new subscription is made, whatever happened meanwhile is looked up.
  [
    'gone',
    'ewsWaitAndRetry',
    [
      'ErrorSubscriptionNotFound',
      'ErrorSubscriptionUnsubscribed',
      'ErrorInvalidSubscription',
      'ErrorInvalidPullSubscriptionId',
      'ErrorExpiredSubscription',
      'ErrorMissedNotificationEvents',
      'ErrorReadEventsFailed',
      'ErrorEventNotFound',
      'ErrorInvalidWatermark',
      // Another connection took the subscriptions over.
      'ErrorNewEventStreamConnectionOpened',
      'ErrorProxiedSubscriptionCallFailure',
    ],
  ],
  ['entry', 'ewsThrottled', ['ErrorExceededSubscriptionCount']],
  [
    'entry',
    'ewsNotificationsRefused',
    [
      'ErrorSubscriptionAccessDenied',
      'ErrorSubscriptionDelegateAccessNotSupported',
      'ErrorInvalidSubscriptionRequest',
    ],
  ],
  ['fatal', 'ewsTokenRefused', ['EWS_TOKEN_REFUSED', 'EWS_TOKEN_UNUSABLE']],
  ['retry', 'ewsWaitAndRetry', ['EWS_TOKEN_LATER']],
  ['fatal', 'ewsAutodiscoverConfirm', ['EWS_AUTODISCOVER_CONFIRM']],
  ['fatal', 'ewsAutodiscoverNothing', ['EWS_AUTODISCOVER_NOTHING']],
  // Nothing works for anybody until a person acts.
  ['fatal', 'ewsPasswordRejected', ['HTTP 401', 'ErrorPasswordExpired', 'ErrorPasswordChangeRequired']],
  ['fatal', 'ewsAccountDisabled', ['ErrorAccountDisabled', 'ErrorCallerIsInvalidADAccount']],
  ['fatal', 'ewsForbidden', ['HTTP 403']],
  [
    'fatal',
    'ewsImpersonationMissing',
    ['ErrorImpersonateUserDenied', 'ErrorImpersonationDenied', 'ErrorInvalidAuthorizationContext'],
  ],
  [
    'fatal',
    'ewsMailboxUnknown',
    [
      'ErrorNonExistentMailbox',
      'ErrorInvalidSmtpAddress',
      'ErrorInvalidUserPrincipalName',
      'ErrorInvalidUserSid',
      'ErrorInvalidSid',
      'ErrorInvalidExchangeImpersonationHeaderData',
      'ErrorCannotFindUser',
    ],
  ],
  // Documented: the account for which the request is made has no mailbox on the system. It exists, so what it lacks is
  // the licence that brings the mailbox (Office 365), or a mailbox to be enabled (on-premises).
  [
    'fatal',
    'ewsLicenceMissing',
    ['ErrorMissingEmailAddress', 'ErrorNameResolutionNoMailbox', 'ErrorMissingEmailAddressForManagedFolder'],
  ],
  ['fatal', 'ewsMailboxSecondaryAddress', ['ErrorNonPrimarySmtpAddress']],
  [
    'fatal',
    'ewsFolderMissing',
    ['ErrorNoCalendar', 'ErrorFolderNotFound', 'ErrorFolderCorrupt', 'ErrorMailboxConfiguration'],
  ],
  [
    'fatal',
    'ewsVersionMismatch',
    [
      'ErrorInvalidServerVersion',
      'ErrorIncorrectSchemaVersion',
      'ErrorSchemaValidation',
      'ErrorInvalidRequest',
      'ErrorInvalidSchemaVersionForMailboxVersion',
      'ErrorWrongServerVersion',
    ],
  ],
  // Where the server cannot be reached at all. A name that does not resolve is retried: resolvers fail too.
  ['retry', 'ewsAddressUnknown', ['EWS_ADDRESS_UNKNOWN']],
  ['retry', 'ewsUnreachable', ['EWS_UNREACHABLE', 'EWS_CONNECT_TIMEOUT']],
  ['retry', 'ewsWaitAndRetry', ['EWS_CONNECTION_LOST', 'EWS_ANSWER_TIMEOUT', 'EWS_ABORTED']],
  ['fatal', 'ewsTlsUntrusted', ['EWS_TLS_UNTRUSTED']],
  ['fatal', 'ewsTlsHandshake', ['EWS_TLS_HANDSHAKE']],
  ['fatal', 'ewsPlainHttp', ['EWS_PLAIN_HTTP_REFUSED']],
  ['fatal', 'ewsAddressInvalid', ['EWS_ADDRESS_INVALID']],
  ['fatal', 'ewsNotExchange', ['HTTP 404', 'HTTP 405', 'HTTP 410', 'EWS_REDIRECTED', 'EWS_NOT_SOAP']],
  // Answers that we do not take; repeated a few times, then shown.
  [
    'retry',
    'ewsAnswerUnusable',
    [
      'EWS_MALFORMED_XML',
      'EWS_DOCTYPE_REFUSED',
      'EWS_ANSWER_TOO_DEEP',
      'EWS_WRONG_ANSWER_COUNT',
      'EWS_UNEXPECTED_ANSWER',
    ],
  ],
  ['retry', 'ewsAnswerTooLarge', ['EWS_ANSWER_TOO_LARGE']],
  ...ENTRY_FAILURES,
];
