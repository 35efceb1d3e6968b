import type { AdviceKey } from '../../model/advice.ts';
import { type ErrorDetails, type ErrorKind, SideError } from '../../model/problem.ts';

export type WorkspaceErrorCode =
  | 'WORKSPACE_STALE'
  | 'WORKSPACE_GONE'
  | 'WORKSPACE_CURSOR_LOST'
  | 'WORKSPACE_ENTRY_REFUSED'
  | 'WORKSPACE_TYPE_MISSING'
  | 'WORKSPACE_UNAVAILABLE';

interface Meaning {
  readonly kind: ErrorKind;
  readonly advice: AdviceKey;
  readonly words: string;
}

/** What each failure means for a run. The workspace is our own: its words are ours too. */
const MEANINGS: Readonly<Record<WorkspaceErrorCode, Meaning>> = {
  WORKSPACE_STALE: {
    kind: 'stale',
    advice: 'workspaceChangedMeanwhile',
    words: 'The activity has changed since it was read.',
  },
  WORKSPACE_GONE: {
    kind: 'gone',
    advice: 'workspaceGone',
    words: 'The activity no longer stands in this calendar.',
  },
  WORKSPACE_CURSOR_LOST: {
    kind: 'resync',
    advice: 'workspaceStartOver',
    words: 'Changes since the cursor are no longer known.',
  },
  WORKSPACE_ENTRY_REFUSED: {
    kind: 'entry',
    advice: 'workspaceEntryRefused',
    words: 'The entry cannot be an activity.',
  },
  WORKSPACE_TYPE_MISSING: {
    kind: 'entry',
    advice: 'workspaceTypeMissing',
    words: 'No activity type was given for the new activity.',
  },
  // Only the database can be the cause, and it comes back.
  WORKSPACE_UNAVAILABLE: {
    kind: 'retry',
    advice: 'workspaceUnavailable',
    words: 'The activities cannot be reached.',
  },
};

/** The details of a failure; `words` says more than the code's own sentence, where there is more to say. */
export function workspaceDetails(code: WorkspaceErrorCode, words?: string): ErrorDetails {
  const meaning = MEANINGS[code];
  return {
    kind: meaning.kind,
    source: 'activities',
    code,
    words: words ?? meaning.words,
    requestId: null,
    advice: meaning.advice,
    retryAfter: null,
  };
}

export function workspaceError(code: WorkspaceErrorCode, cause?: unknown): SideError {
  return new SideError(workspaceDetails(code), { cause });
}
