import type { AutodiscoverSettings } from './autodiscover/autodiscover-rule.ts';
import type { Capture } from './capture.ts';
import type { Clock } from './clock.ts';
import type { FaultBox } from './faults/fault-box.ts';
import type { Organization } from './mailbox-store/organization.ts';
import type { MailboxServers } from './notifications/mailbox-servers.ts';
import type { Subscriptions } from './notifications/subscriptions.ts';
import type { OAuth } from './oauth/oauth.ts';
import type { RequestLog } from './request-log.ts';

/** What the parts of the running server share. */
export interface Services {
  readonly organization: Organization;
  readonly clock: Clock;
  readonly faults: FaultBox;
  readonly requestLog: RequestLog;
  readonly capture: Capture;
  readonly autodiscover: AutodiscoverSettings;
  readonly oauth: OAuth;
  readonly mailboxServers: MailboxServers;
  readonly subscriptions: Subscriptions;
  /** Knobs of the controls that are not kept over a restart. */
  readonly tuning: { latencyMs: number };
  /** Aborted when the server closes: whatever waits stops waiting. */
  readonly closing: AbortSignal;
  readonly log: (line: object) => void;
}
