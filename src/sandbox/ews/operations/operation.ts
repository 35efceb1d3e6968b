import type { AccountRecord } from '../../mailbox-store/account.ts';
import type { Mailbox } from '../../mailbox-store/mailbox.ts';
import type { Organization } from '../../mailbox-store/organization.ts';
import type { Subscriptions } from '../../notifications/subscriptions.ts';
import type { Zone } from '../../zones/zone.ts';
import type { EwsError } from '../ews-error.ts';
import type { StreamPlan } from '../stream-plan.ts';
import type { SchemaVersion } from '../versions.ts';
import type { XmlElement } from '../xml-read.ts';
import type { Xml } from '../xml-write.ts';

/** Who asks, for whom, by which version, and what the answer is written with. */
export interface RequestContext {
  readonly organization: Organization;
  readonly version: SchemaVersion;
  /** Whose name and password came with the request. */
  readonly caller: AccountRecord;
  /** For whom the request acts: the impersonated account, or the caller. */
  readonly actor: AccountRecord;
  /** The actor's own mailbox; null for an account without one. */
  readonly mailbox: Mailbox | null;
  /** The zone of times without an offset, and of the times in the answer when `zoneAsked`. */
  readonly zone: Zone;
  /** True when the request carried a TimeZoneContext: the answer's times then have that zone's offset. */
  readonly zoneAsked: boolean;
  /** The server's time when the request was taken up. */
  readonly now: number;
  /** An error that the controls demand for the next item of the request, or null. */
  readonly demandedError: () => EwsError | null;
  /** The mailbox server to which the request was routed. */
  readonly mailboxServer: string;
  readonly subscriptions: Subscriptions;
  /** Whether the controls demand that the subscription which is being made stays silent. */
  readonly demandedSilence: () => boolean;
  /** Keeps the answer open after what the operation returns. */
  readonly holdOpen: (plan: StreamPlan) => void;
  /** The response codes given so far, for the request log. */
  readonly codes: string[];
}

/** One operation: reads a request that has passed the schema, and returns the content of the SOAP body. */
export type Operation = (request: XmlElement, context: RequestContext) => Xml;
