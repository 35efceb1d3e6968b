import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SignIn } from '../access/sign-in-result.ts';
import type { AccountRecord } from '../mailbox-store/account.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import type { Services } from '../services.ts';
import type { ReadRequest } from './endpoint.ts';

/** What became of an exchange, for the log. */
export interface Outcome {
  readonly status: number;
  readonly codes: readonly string[];
  readonly answerBytes: number;
  readonly fault: string | null;
}

/** One HTTP request on its way through the endpoint. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly services: Services;
  readonly signIn: SignIn;
  readonly caller: AccountRecord | null;
  readonly text: string;
  readonly read: ReadRequest;
  readonly mailbox: Mailbox | null;
  /** The mailbox server to which the request was routed. */
  readonly mailboxServer: string;
}
