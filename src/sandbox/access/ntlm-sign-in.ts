import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { AccountRecord } from '../mailbox-store/account.ts';
import type { Directory } from '../mailbox-store/directory.ts';
import { netBiosDomain } from '../mailbox-store/organization.ts';
import type { Services } from '../services.ts';
import { type Authentication, ntlmMessageType, readAuthentication, writeChallenge } from './ntlm-message.ts';
import { type Handshake, provesPassword } from './ntlm-proof.ts';
import type { SignIn } from './sign-in-result.ts';

/** NTLM signs in a connection, not a request: what is known of each open one. */
interface Connection {
  readonly handshake?: Handshake;
  /** Sid of the account that signed in. */
  readonly sid?: string;
}

const connections = new WeakMap<Socket, Connection>();

const serverNames = {
  domain: netBiosDomain,
  computer: 'SANDBOX01',
  dnsDomain: 'esimerkki.example',
  dnsComputer: 'sandbox01.esimerkki.example',
};

const persistent = { 'persistent-auth': 'true' };

/** The account that signed in on this connection before. */
export function ntlmSignedIn({ socket }: IncomingMessage, services: Services): Partial<SignIn> {
  const account = services.organization.directory.accountBySid(connections.get(socket)?.sid ?? '');
  return account ? { account, headers: persistent } : {};
}

/**
 * One step of an NTLM sign-in: the first message is answered with a challenge, the second one has to answer that
 * challenge on the same connection. `Negotiate` is taken for NTLM too, when a bare NTLM message comes with it;
 * Kerberos, and NTLM wrapped into SPNEGO, are not spoken.
 */
export function ntlmSignIn(
  { socket }: IncomingMessage,
  scheme: string,
  token: string,
  services: Services,
): Partial<SignIn> {
  const message = Buffer.from(token, 'base64');
  const type = ntlmMessageType(message);
  if (type === 1 && message.length >= 16) {
    const handshake = challenge(message, services.clock.now());
    connections.set(socket, { handshake });
    return { challenges: [`${scheme} ${handshake.challengeMessage.toString('base64')}`], underWay: true };
  }
  const { handshake } = connections.get(socket) ?? {};
  connections.delete(socket);
  const account = type === 3 && handshake ? authenticate(message, handshake, services) : null;
  if (!account) return {};
  connections.set(socket, { sid: account.sid });
  return { account, headers: persistent };
}

function challenge(negotiate: Buffer, now: number): Handshake {
  const bytes = randomBytes(8);
  const challengeMessage = writeChallenge(bytes, negotiate.readUInt32LE(12), serverNames, now);
  return { negotiate, challengeMessage, challenge: bytes };
}

function authenticate(message: Buffer, handshake: Handshake, services: Services): AccountRecord | null {
  const authentication = readAuthentication(message);
  const account = authentication && accountOf(authentication, services.organization.directory);
  if (!authentication || !account) return null;
  return provesPassword(account.password, authentication, handshake, message) ? account : null;
}

/** `DOMAIN` and `user`, `domain.example` and `user`, or the whole user principal name and no domain. */
function accountOf({ user, domain }: Authentication, directory: Directory): AccountRecord | null {
  const name = domain.includes('.') ? `${user}@${domain}` : `${domain || netBiosDomain}\\${user}`;
  return (user.includes('@') ? directory.accountByName(user) : directory.accountByName(name)) ?? null;
}
