import { afterEach } from 'vitest';
import { type ErrorDetails, SideError } from '../../../model/problem.ts';
import { createEwsConnection, type EwsConnection, type EwsSettings } from '../connection.ts';
import { getFolder } from '../operations/get-folder.ts';
import { type Answer, CALENDAR, sendSoap, soap, startServer, type TestServer } from './hostile-server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** Repeats without waiting, so that tests do not. */
export const QUICK = { attempts: 3, firstPause: 1, longestPause: 2, longestAsked: 5_000 };

/** A server that answers as the test says, and a connection to it; both end with the test. */
export async function connectTo(
  answer: Answer,
  more: Partial<EwsSettings> = {},
): Promise<{ server: TestServer; connection: EwsConnection }> {
  const server = await startServer(answer);
  const connection = createEwsConnection({
    url: server.url,
    version: '2016',
    userName: 'sync.delegate@esimerkki.example',
    password: 'pässword: 1',
    retry: QUICK,
    ...more,
  });
  open.push(server, connection);
  return { server, connection };
}

/** A signal for calls that nobody will stop. */
export const signal = () => new AbortController().signal;
/** A mailbox to act in. */
export const onni = () =>
  ({
    address: 'onni@esimerkki.example',
    identifier: 'PrimarySmtpAddress',
    zone: 'FLE Standard Time',
  }) as const;
/** Reads the calendar folder, in Onni's mailbox unless said otherwise. */
export const folder = (
  { client }: EwsConnection,
  mailbox: Parameters<EwsConnection['client']['call']>[1] = onni(),
) => client.callOne(getFolder('calendar'), mailbox, signal());

/** The typed error that a call ends with; anything else fails the test. */
export async function errorOf(call: Promise<unknown>): Promise<ErrorDetails> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SideError)) throw new Error(`expected a SideError, got ${String(error)}`);
  return error.details;
}

/** A healthy server that knows the calendar folder. */
export const calendar: Answer = (_request, response) => sendSoap(response, soap('GetFolder', CALENDAR));
