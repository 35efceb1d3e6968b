import type { Mail } from '../meetings/mail-log.ts';
import type { AccountRecord } from './account.ts';
import type { FolderRecord } from './folder.ts';
import type { Item } from './item.ts';
import type { MailboxRecord } from './mailbox-record.ts';

/** One fact of the journal. Facts of one line became true together. */
export type StoreChange =
  | { readonly kind: 'account'; readonly account: AccountRecord }
  | { readonly kind: 'mailbox'; readonly mailbox: MailboxRecord }
  | { readonly kind: 'folder'; readonly mailbox: string; readonly folder: FolderRecord }
  | { readonly kind: 'item'; readonly mailbox: string; readonly item: Item }
  | {
      readonly kind: 'gone';
      readonly mailbox: string;
      readonly folder: number;
      readonly item: number;
      readonly sequence: number;
    }
  | {
      readonly kind: 'server';
      readonly version: string;
      readonly basicAllowed: boolean;
      /** Absent in journals of before the server knew NTLM and Bearer. */
      readonly ntlmAllowed?: boolean;
      readonly bearerAllowed?: boolean;
    }
  | { readonly kind: 'mail'; readonly mail: Mail }
  | { readonly kind: 'reset' };
