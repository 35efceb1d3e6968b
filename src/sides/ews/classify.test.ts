import { describe, expect, test } from 'vitest';
import { ADVICE_KEYS } from '../../model/advice.ts';
import { classify, isOutcomeUnknown, isOverload, isPoisoned } from './classify.ts';

describe('what a failure means', () => {
  test.each([
    // How a server says that it needs time.
    ['ErrorServerBusy', 'retry', 'ewsThrottled'],
    ['HTTP 429', 'retry', 'ewsThrottled'],
    ['HTTP 503', 'retry', 'ewsThrottled'],
    ['ErrorConnectionFailed', 'retry', 'ewsWaitAndRetry'],
    ['ErrorBatchProcessingStopped', 'retry', 'ewsWaitAndRetry'],
    ['HTTP 502', 'retry', 'ewsWaitAndRetry'],
    ['ErrorMailboxMoveInProgress', 'retry', 'ewsMailboxMoving'],
    // What was remembered is worth nothing any more.
    ['ErrorInvalidSyncStateData', 'resync', 'ewsStartOver'],
    ['ErrorSyncFolderNotFound', 'resync', 'ewsStartOver'],
    ['ErrorInvalidIdMalformed', 'resync', 'ewsStartOver'],
    // The entry moved on.
    ['ErrorIrresolvableConflict', 'stale', 'ewsChangedMeanwhile'],
    ['ErrorStaleObject', 'stale', 'ewsChangedMeanwhile'],
    ['ErrorItemNotFound', 'gone', 'ewsGone'],
    // A person has to act.
    ['HTTP 401', 'fatal', 'ewsPasswordRejected'],
    ['ErrorImpersonateUserDenied', 'fatal', 'ewsImpersonationMissing'],
    ['ErrorNonExistentMailbox', 'fatal', 'ewsMailboxUnknown'],
    ['ErrorMissingEmailAddress', 'fatal', 'ewsLicenceMissing'],
    // Documented as a store that is offline, paused or overloaded: it says nothing about the licence.
    ['ErrorMailboxStoreUnavailable', 'retry', 'ewsMailboxMoving'],
    ['ErrorInvalidServerVersion', 'fatal', 'ewsVersionMismatch'],
    ['EWS_TLS_UNTRUSTED', 'fatal', 'ewsTlsUntrusted'],
    ['HTTP 404', 'fatal', 'ewsNotExchange'],
    // One entry only.
    ['ErrorAccessDenied', 'entry', 'ewsNoRight'],
    ['ErrorQuotaExceeded', 'entry', 'ewsMailboxFull'],
    ['ErrorCalendarDurationIsTooLong', 'entry', 'ewsEntryTooLong'],
    ['ErrorRecurrenceHasNoOccurrence', 'entry', 'ewsSeriesRefused'],
    ['ErrorOccurrenceCrossingBoundary', 'entry', 'ewsOccurrenceRefused'],
    ['ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange', 'entry', 'ewsOccurrenceRefused'],
    ['ErrorCalendarOccurrenceIsDeletedFromRecurrence', 'gone', 'ewsGone'],
    ['ErrorCalendarIsCancelledForAccept', 'entry', 'ewsMeetingCancelled'],
    ['ErrorCalendarIsOrganizerForTentative', 'entry', 'ewsMeetingNotAnswered'],
    ['ErrorCalendarIsDelegatedForDecline', 'entry', 'ewsMeetingNotAnswered'],
    ['ErrorCalendarMeetingRequestIsOutOfDate', 'stale', 'ewsChangedMeanwhile'],
    ['ErrorCalendarCannotUpdateDeletedItem', 'gone', 'ewsGone'],
    ['ErrorInvalidRecipients', 'entry', 'ewsRecipientsRefused'],
    ['ErrorOfTheYear2040', 'entry', 'ewsEntryRefused'],
  ])('%s is %s with the advice %s', (code, kind, advice) => {
    expect(classify(code)).toEqual({ kind, advice });
  });

  test('every advice has a key of the list', () => {
    const codes = [
      'SOAP Client',
      'EWS_SOMETHING',
      'HTTP 418',
      'ErrorNoSuch',
      'ErrorTimeZone',
      'ErrorItemCorrupt',
    ];
    for (const code of codes) expect(ADVICE_KEYS).toContain(classify(code).advice);
  });

  test('a lost answer leaves open whether the work was done; a refusal does not', () => {
    for (const code of [
      'EWS_CONNECTION_LOST',
      'EWS_ANSWER_TIMEOUT',
      'HTTP 500',
      'HTTP 504',
      'EWS_MALFORMED_XML',
      'EWS_UNEXPECTED_ANSWER',
      'ErrorInternalServerError',
      'EWS_SOMETHING',
    ])
      expect([code, isOutcomeUnknown(code)]).toEqual([code, true]);
    for (const code of [
      'ErrorServerBusy',
      'EWS_UNREACHABLE',
      'HTTP 401',
      'HTTP 429',
      'ErrorBatchProcessingStopped',
    ])
      expect([code, isOutcomeUnknown(code)]).toEqual([code, false]);
  });

  test('smaller batches are tried against overload, and where one item may spoil the answer', () => {
    const codes = ['ErrorServerBusy', 'EWS_ANSWER_TOO_LARGE', 'ErrorAccessDenied'];
    expect(codes.map(isOverload)).toEqual([true, false, false]);
    expect(codes.map(isPoisoned)).toEqual([false, true, false]);
  });
});
