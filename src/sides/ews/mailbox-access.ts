import type { EwsClient, Mailbox } from './client.ts';
import type { EntryReader } from './entry-reader.ts';
import type { ServerHabits } from './habits.ts';
import type { KeyFinder } from './key-finder.ts';
import type { MappingContext } from './mapping/context.ts';
import type { RetryPolicy } from './retry.ts';

/** Everything by which one mailbox is reached: what reading, finding and writing share. */
export interface MailboxAccess {
  readonly client: EwsClient;
  readonly mailbox: Mailbox;
  readonly context: MappingContext;
  readonly policy: RetryPolicy;
  readonly reader: EntryReader;
  readonly finder: KeyFinder;
  readonly habits: ServerHabits;
}
