import type { AdviceKey } from '../../model/advice.ts';
import type { ErrorKind } from '../../model/problem.ts';

/** What a code means for the run, and what a person can do about it. */
export interface Classification {
  readonly kind: ErrorKind;
  readonly advice: AdviceKey;
}

/**
 * The one place where failures of Exchange are told apart. Codes are ResponseCodes of Microsoft's reference
 * (ResponseCode, EWS), `HTTP nnn`, or our own `EWS_…`. What is not listed is `entry`: an unknown refusal of
 * one item must neither stop the mailbox nor be repeated for ever.
 */
export function classify(code: string): Classification {
  return TABLE.get(code) ?? unlisted(code);
}

function unlisted(code: string): Classification {
  if (/^HTTP 5\d\d$/.test(code)) return { kind: 'retry', advice: 'ewsWaitAndRetry' };
  if (/^HTTP \d+$/.test(code)) return { kind: 'fatal', advice: 'ewsNotExchange' };
  if (/^EWS_/.test(code)) return { kind: 'retry', advice: 'ewsAnswerUnusable' };
  return { kind: 'entry', advice: 'ewsEntryRefused' };
}

/** Whether the server is out of breath: a pause and smaller batches help. */
export function isOverload(code: string): boolean {
  return OVERLOAD.has(code);
}

/** Whether one item alone may be what spoils the whole answer: halving the batch finds it. */
export function isPoisoned(code: string): boolean {
  return POISONED.has(code);
}

/** Whether the work may have been done although we have no answer: the request left, nothing came back. */
export function isOutcomeUnknown(code: string): boolean {
  return OUTCOME_UNKNOWN.has(code);
}

const OVERLOAD = new Set([
  'ErrorServerBusy',
  'ErrorTimeoutExpired',
  'ErrorBatchProcessingStopped',
  'ErrorInsufficientResources',
  'ErrorNotEnoughMemory',
  'ErrorTooManyObjectsOpened',
  'EWS_ANSWER_TIMEOUT',
  'HTTP 503',
  'HTTP 504',
]);

const POISONED = new Set(['EWS_MALFORMED_XML', 'EWS_ANSWER_TOO_DEEP', 'EWS_ANSWER_TOO_LARGE']);

const OUTCOME_UNKNOWN = new Set([
  'EWS_ANSWER_TIMEOUT',
  'EWS_CONNECTION_LOST',
  'EWS_MALFORMED_XML',
  'EWS_DOCTYPE_REFUSED',
  'EWS_ANSWER_TOO_LARGE',
  'EWS_ANSWER_TOO_DEEP',
  'EWS_NOT_SOAP',
  'EWS_WRONG_ANSWER_COUNT',
  'EWS_ABORTED',
  // A gateway speaks here, not Exchange: what happened behind it is not known.
  'HTTP 500',
  'HTTP 502',
  'HTTP 504',
  // Exchange itself gave up in the middle, or says so of an item that it may have saved already.
  'ErrorTimeoutExpired',
  'ErrorInternalServerError',
  'ErrorInternalServerTransientError',
  'ErrorRequestAborted',
  'ErrorClientDisconnected',
]);

type Row = readonly [kind: ErrorKind, advice: AdviceKey, codes: readonly string[]];

const ROWS: readonly Row[] = [
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
      'ErrorDataSourceOperation',
      'ErrorRequestAborted',
      'ErrorClientDisconnected',
      'ErrorProxyCallFailed',
      'ErrorProxyRequestProcessingFailed',
      'ErrorProxyTokenExpired',
      'ErrorNoRespondingCASInDestinationSite',
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
  [
    'resync',
    'ewsStartOver',
    [
      'ErrorInvalidSyncStateData',
      'ErrorSyncFolderNotFound',
      // Ids of another server or of Exchange 2007's first format: the mailbox was moved or the version changed.
      'ErrorInvalidId',
      'ErrorInvalidIdMalformed',
      'ErrorInvalidIdMalformedEwsLegacyIdFormat',
      'ErrorInvalidIdEmpty',
      'ErrorInvalidIdMonikerTooLong',
      'ErrorInvalidIdStoreObjectIdTooLong',
    ],
  ],
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
    ],
  ],
  ['gone', 'ewsGone', ['ErrorItemNotFound', 'ErrorCalendarOccurrenceIsDeletedFromRecurrence']],
  // Nothing works for anybody until a person acts.
  ['fatal', 'ewsPasswordRejected', ['HTTP 401', 'ErrorPasswordExpired', 'ErrorPasswordChangeRequired']],
  ['fatal', 'ewsAccountDisabled', ['ErrorAccountDisabled', 'ErrorCallerIsInvalidADAccount']],
  ['fatal', 'ewsForbidden', ['HTTP 403']],
  [
    'fatal',
    'ewsImpersonationMissing',
    [
      'ErrorImpersonateUserDenied',
      'ErrorImpersonationDenied',
      'ErrorImpersonationFailed',
      'ErrorInvalidAuthorizationContext',
    ],
  ],
  [
    'fatal',
    'ewsMailboxUnknown',
    [
      'ErrorNonExistentMailbox',
      'ErrorMissingEmailAddress',
      'ErrorInvalidSmtpAddress',
      'ErrorInvalidUserPrincipalName',
      'ErrorInvalidUserSid',
      'ErrorInvalidSid',
      'ErrorInvalidExchangeImpersonationHeaderData',
      'ErrorCannotFindUser',
    ],
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
  // One item only.
  ['entry', 'ewsNoRight', ['ErrorAccessDenied', 'ErrorCreateItemAccessDenied', 'ErrorCannotDeleteObject']],
  ['entry', 'ewsMailboxFull', ['ErrorQuotaExceeded']],
  ['entry', 'ewsZoneUnknown', ['EWS_ZONE_UNKNOWN', 'ErrorCalendarInvalidTimeZone', 'ErrorTimeZone']],
  [
    'entry',
    'ewsSeriesNotSupported',
    ['EWS_SERIES_NOT_WRITABLE', 'EWS_RECURRENCE_UNKNOWN', 'ErrorUnsupportedRecurrence'],
  ],
  [
    'entry',
    'ewsEntryUnreadable',
    ['EWS_ENTRY_UNREADABLE', 'ErrorItemCorrupt', 'ErrorCorruptData', 'ErrorContentConversionFailed'],
  ],
];

const TABLE: ReadonlyMap<string, Classification> = new Map(
  ROWS.flatMap(([kind, advice, codes]) => codes.map((code) => [code, { kind, advice }] as const)),
);
