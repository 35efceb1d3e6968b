import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { AlertCondition, AlertFacts } from '../../model/alert.ts';
import type { AuditChange } from '../../model/audit.ts';
import type { Language } from '../../model/organization.ts';
import type { Instant, PlainDate } from '../../model/time.ts';
import type { JsonColumn } from './columns.ts';

export type Resolution = 'minute' | 'hour';

export interface HealthSamplesTable {
  /** The zero UUID for the sums of all companies. */
  organizationId: string;
  resolution: Resolution;
  startsAt: Instant;
  runs: Generated<number>;
  failedRuns: Generated<number>;
  throttledRuns: Generated<number>;
  throttledMillis: Generated<number>;
  toMailbox: Generated<number>;
  toActivities: Generated<number>;
  /** Counts between the bounds of `arrival-times.ts`. */
  arrivals: Generated<number[]>;
  slowestMillis: Generated<number>;
  queueWaiting: number | null;
  queueOldestSeconds: number | null;
  listened: number | null;
  connected: number | null;
  switchedOn: number | null;
  inTrouble: number | null;
}

export interface HealthFailuresTable {
  organizationId: string;
  resolution: Resolution;
  startsAt: Instant;
  source: string;
  code: string;
  advice: string;
  failures: number;
}

export interface TurnsTable {
  name: string;
  takenUntil: Instant;
}

export interface AlertSettingsTable {
  organizationId: string;
  emails: string[];
  webhookUrl: string;
  encryptedWebhookSecret: string | null;
  conditions: AlertCondition[];
  failingMinutes: number;
  queueMinutes: number;
  notificationMinutes: number;
  secretExpiresOn: PlainDate | null;
  secretWarningDays: number;
  language: Language;
  updatedAt: Instant;
  updatedBy: string | null;
}

export interface AlertsTable {
  organizationId: string;
  id: string;
  condition: AlertCondition;
  userId: string | null;
  raisedAt: Instant;
  solvedAt: Instant | null;
  facts: JsonColumn<AlertFacts>;
}

export type AlertEvent = 'raised' | 'solved' | 'test';
export type AlertChannel = 'mail' | 'webhook';

export interface AlertMessagesTable {
  organizationId: string;
  id: string;
  alertIds: Generated<string[]>;
  event: AlertEvent;
  channel: AlertChannel;
  receiver: string;
  createdAt: Instant;
  attempts: Generated<number>;
  nextTryAt: Instant | null;
  sentAt: Instant | null;
  lastError: string | null;
}

export interface AuditEntriesTable {
  organizationId: string;
  id: GeneratedAlways<number>;
  at: Instant;
  actorId: string | null;
  actorName: Generated<string>;
  userId: string | null;
  userName: Generated<string>;
  action: string;
  code: string | null;
  changes: ColumnType<readonly AuditChange[], string | undefined, never>;
}
