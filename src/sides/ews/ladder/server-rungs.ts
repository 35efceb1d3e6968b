import { SideError } from '../../../model/problem.ts';
import { getFolder } from '../operations/get-folder.ts';
import { traitsOf } from '../versions.ts';
import type { Climb } from './climb.ts';
import { failed, failedBy, passed, type RungResult, skipped } from './rung-result.ts';

/** A difference beyond this is a clock to be mended rather than allowed for, in milliseconds. */
const CLOCK_TOLERANCE = 5 * 60_000;

/**
 * The delegate account, or the application, may come in. The account often has no mailbox of its own, so its request may well be refused: any
 * SOAP answer, a fault too, proves that the sign-in was taken.
 */
export async function signInRung({ connection, settings, signal }: Climb): Promise<RungResult> {
  const { client } = connection;
  const error = await client.callOne(getFolder('msgfolderroot'), null, signal).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error !== null && !(error instanceof SideError)) throw error;
  const { oauth, userName } = settings;
  if (error && !/^(Error|SOAP )/.test(error.details.code)) return failedBy(error.details);
  const facts = oauth && { application: oauth.clientId, tenant: oauth.tenant };
  const who = oauth ? `the application ${oauth.clientId} of ${oauth.tenant}` : userName;
  return passed(`${who} is signed in`, { requestId: client.lastRequestId, ...(facts && { facts }) });
}

/** The clocks agree; a difference is measured and allowed for, but a large one is worth mending. */
export async function clockRung({ connection, signal }: Climb): Promise<RungResult> {
  const offset = await connection.greet(signal);
  if (offset === null) return skipped('the server did not tell its time');
  const seconds = Math.round(offset / 1000);
  const words = `the server's clock is ${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} ours`;
  const facts = { offsetMillis: String(offset) };
  return Math.abs(offset) > CLOCK_TOLERANCE
    ? failed(words, { advice: 'ewsClockWrong', facts })
    : passed(words, { facts });
}

/**
 * The server is the chosen version, or another that understands its requests: saying so is enough there. Only a
 * server that is too old for the schema in which we talk stops the climb.
 */
export async function versionRung({ connection, settings }: Climb): Promise<RungResult> {
  const told = connection.client.serverVersion;
  if (!told) return skipped('the server did not tell its version');
  const { answersAs, understoodFrom } = traitsOf(settings.version);
  const facts = { version: told.build, expected: answersAs.join(', ') };
  if (answersAs.includes(told.majorMinor)) return passed(`Exchange ${told.build}, as chosen`, { facts });
  const words = `Exchange ${told.build} answers, not the chosen version (${answersAs.join(', ')})`;
  if (isOlder(told.majorMinor, understoodFrom)) return failed(words, { advice: 'ewsVersionMismatch', facts });
  return passed(`${words}; it understands its requests`, { facts });
}

function isOlder(one: string, other: string): boolean {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}
