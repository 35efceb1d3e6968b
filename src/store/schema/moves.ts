import type { ColumnType, Generated } from 'kysely';
import type { Cloud, SignInWay } from '../../model/cloud.ts';
import type { ExchangeVersion } from '../../model/organization.ts';
import type { ErrorDetails } from '../../model/problem.ts';
import type { RecognitionCounts, UnsureEntry } from '../../model/recognition.ts';
import type { Instant } from '../../model/time.ts';
import type { JsonColumn, NullableJsonColumn } from './columns.ts';

/** A connection to Exchange without its secret: what a move changes. */
export interface ConnectionColumns {
  version: ExchangeVersion;
  signInWay: SignInWay;
  tenant: string;
  applicationId: string;
  cloud: Cloud;
  ewsUrl: string;
  delegateUserName: string;
  netbiosDomain: string;
}

/**
 * `looking` and `looked` write nothing anywhere; `failed`: the look of the company ended early; `confirmed`: the
 * connection is in use, mailboxes follow; `finished`: all of them have.
 */
export type MoveState = 'looking' | 'looked' | 'failed' | 'cancelled' | 'confirmed' | 'finished';

export interface MovesTable extends ConnectionColumns {
  organizationId: string;
  id: string;
  state: MoveState;
  reach: Generated<'everybody' | 'group' | 'user'>;
  encryptedSecret: string | null;
  testedAt: Instant | null;
  savedAnyway: boolean;
  cameFrom: JsonColumn<ConnectionColumns>;
  settingsAt: Instant;
  look: Generated<number>;
  workerId: string | null;
  leasedUntil: Instant | null;
  pausedUntil: Instant | null;
  error: NullableJsonColumn<ErrorDetails>;
  startedAt: Instant;
  startedBy: string | null;
  lookedAt: Instant | null;
  confirmedAt: Instant | null;
  confirmedBy: string | null;
  endedAt: Instant | null;
}

export type MoveUserState = 'waiting' | 'looked' | 'failed';

export interface MoveUsersTable {
  organizationId: string;
  moveId: string;
  userId: string;
  state: Generated<MoveUserState>;
  attempts: Generated<number>;
  nextTryAt: Instant | null;
  lookedAt: Instant | null;
  resolvedAddress: string | null;
  counts: NullableJsonColumn<RecognitionCounts>;
  unsure: ColumnType<readonly UnsureEntry[], string | undefined, string>;
  error: NullableJsonColumn<ErrorDetails>;
}
