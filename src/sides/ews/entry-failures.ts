import type { AdviceKey } from '../../model/advice.ts';
import type { ErrorKind } from '../../model/problem.ts';

/** What codes mean: for the run, and for the person who can do something about them. */
export type Row = readonly [kind: ErrorKind, advice: AdviceKey, codes: readonly string[]];

/** Failures that concern one entry only (reference of ResponseCodes of Exchange Web Services, and our own codes). */
export const ENTRY_FAILURES: readonly Row[] = [
  ['entry', 'ewsNoRight', ['ErrorAccessDenied', 'ErrorCreateItemAccessDenied', 'ErrorCannotDeleteObject']],
  [
    'entry',
    'ewsMeetingCancelled',
    [
      'ErrorCalendarIsCancelledForAccept',
      'ErrorCalendarIsCancelledForTentative',
      'ErrorCalendarIsCancelledForDecline',
      'ErrorCalendarIsCancelledForRemove',
    ],
  ],
  // Answers are given by those who were invited, and to a meeting that came to them and not through a delegate.
  [
    'entry',
    'ewsMeetingNotAnswered',
    [
      'ErrorCalendarIsOrganizerForAccept',
      'ErrorCalendarIsOrganizerForTentative',
      'ErrorCalendarIsOrganizerForDecline',
      'ErrorCalendarIsOrganizerForRemove',
      'ErrorCalendarIsDelegatedForAccept',
      'ErrorCalendarIsDelegatedForTentative',
      'ErrorCalendarIsDelegatedForDecline',
      'ErrorCalendarIsDelegatedForRemove',
      'ErrorInvalidItemForOperationAcceptItem',
      'ErrorInvalidItemForOperationTentative',
      'ErrorInvalidItemForOperationDeclineItem',
      'ErrorInvalidItemForOperationRemoveItem',
      'ErrorCalendarIsNotOrganizer',
    ],
  ],
  ['entry', 'ewsRecipientsRefused', ['ErrorInvalidRecipients', 'ErrorMissingRecipients']],
  ['entry', 'ewsMailboxFull', ['ErrorQuotaExceeded']],
  ['entry', 'ewsZoneUnknown', ['EWS_ZONE_UNKNOWN', 'ErrorCalendarInvalidTimeZone', 'ErrorTimeZone']],
  // Told as a remark of an entry that was written.
  ['entry', 'ewsFormattingReplaced', ['EWS_FORMATTING_REPLACED']],
  ['entry', 'ewsSeriesNotSupported', ['EWS_RECURRENCE_UNKNOWN', 'ErrorUnsupportedRecurrence']],
  // The rule as a whole: without any occurrence, with days that no week has, or ending after the year 4500.
  [
    'entry',
    'ewsSeriesRefused',
    [
      'ErrorRecurrenceHasNoOccurrence',
      'ErrorRecurrenceEndDateTooBig',
      'ErrorCalendarInvalidRecurrence',
      'ErrorCalendarInvalidDayForWeeklyRecurrence',
      'ErrorCalendarInvalidDayForTimeChangePattern',
      'ErrorCalendarOutOfRange',
    ],
  ],
  // One occurrence: past its neighbour, overlapping it, or at a place that the rule does not have.
  [
    'entry',
    'ewsOccurrenceRefused',
    [
      'ErrorOccurrenceCrossingBoundary',
      'ErrorOccurrenceTimeSpanTooBig',
      'ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange',
      'EWS_OCCURRENCE_OUTSIDE_RULE',
      'EWS_OCCURRENCE_MISPLACED',
    ],
  ],
  // Exchange keeps nothing that lasts longer than five years.
  ['entry', 'ewsEntryTooLong', ['ErrorCalendarDurationIsTooLong']],
  [
    'entry',
    'ewsEntryUnreadable',
    ['EWS_ENTRY_UNREADABLE', 'ErrorItemCorrupt', 'ErrorCorruptData', 'ErrorContentConversionFailed'],
  ],
];
