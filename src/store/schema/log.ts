import type { Generated, GeneratedAlways } from 'kysely';
import type { SideName } from '../../model/link.ts';
import type { FieldConflict } from '../../model/plan.ts';
import type { ErrorDetails } from '../../model/problem.ts';
import type { Instant } from '../../model/time.ts';
import type { NullableJsonColumn } from './columns.ts';
import type { Counts } from './synchronization.ts';

/** What started a run. */
export type RunTrigger =
  | 'switchedOn'
  | 'activitySaved'
  | 'notification'
  | 'signIn'
  | 'synchronizeNow'
  | 'sweep'
  | 'retry'
  | 'approval'
  | 'takeBack'
  | 'commandLine';

export type RunState = 'running' | 'succeeded' | 'failed' | 'held';

export interface RunsTable {
  organizationId: string;
  id: string;
  userId: string;
  trigger: RunTrigger;
  state: RunState;
  startedAt: Instant;
  endedAt: Instant | null;
  done: Generated<number>;
  total: Generated<number>;
  phase: Generated<string>;
  counts: NullableJsonColumn<Counts>;
  error: NullableJsonColumn<ErrorDetails>;
}

export type Severity = 'info' | 'warning' | 'error';

/** What a log entry tells; each kind has a text in the language files. */
export type StoryKind =
  | 'created'
  | 'changed'
  | 'deleted'
  | 'matched'
  | 'unlinked'
  | 'conflict'
  | 'setAside'
  | 'leftAlone'
  | 'held'
  | 'approved'
  | 'recovered'
  | 'resynchronized'
  | 'runFailed'
  | 'refused'
  | 'settings'
  | 'settingsChanged'
  | 'connectionMove'
  | 'addOnChanged'
  | 'switchedOn'
  | 'switchedOff'
  | 'paused'
  | 'resumed'
  | 'takenBack'
  | 'signInFailed'
  | 'signInChanged'
  | 'putBack'
  | 'triedAgain';

export interface StoriesTable {
  organizationId: string;
  id: GeneratedAlways<number>;
  at: Instant;
  /** Whose calendar it concerns; null for what concerns the company. */
  userId: string | null;
  /** Who did it, where a person did. */
  actorId: string | null;
  runId: string | null;
  severity: Severity;
  kind: StoryKind;
  /** The side that was written to, or that failed. */
  side: SideName | null;
  code: string | null;
  subject: Generated<string>;
  isPrivate: Generated<boolean>;
  activityId: string | null;
  itemId: string | null;
  linkId: string | null;
  /** The line that this one answers: the conflict out of which a value was put back. */
  aboutId: number | null;
  /** Of an entry: names of the field table; of settings: names of the form's fields. */
  fields: NullableJsonColumn<readonly string[]>;
  conflict: NullableJsonColumn<readonly FieldConflict[]>;
  error: NullableJsonColumn<ErrorDetails>;
}
