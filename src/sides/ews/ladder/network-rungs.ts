import { lookup } from 'node:dns/promises';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, rootCertificates, type TLSSocket } from 'node:tls';
import { classify } from '../classify.ts';
import { connectionCode, systemCode } from '../transport-errors.ts';
import { failed, passed, type RungResult } from './rung-result.ts';

/** How long the name, the port and the handshake may take together, in milliseconds. */
const PATIENCE = 10_000;

/** The name resolves and something listens at the port. */
export async function addressRung(url: URL): Promise<RungResult> {
  const host = hostOf(url);
  try {
    const addresses = (await lookup(host, { all: true })).map(({ address }) => address);
    await once(connectTcp({ host, port: portOf(url) }), 'connect');
    return passed(`${host} is ${addresses.join(', ')} and answers at port ${portOf(url)}`, {
      facts: { addresses: addresses.join(', ') },
    });
  } catch (error) {
    return refused(error);
  }
}

/** The certificate proves that this is the server; plain http is taken from this machine only, and said. */
export async function tlsRung(url: URL, ca: string | undefined): Promise<RungResult> {
  if (url.protocol === 'http:')
    return passed('plain http to this machine itself: nothing leaves it', { facts: { tls: 'none' } });
  const host = hostOf(url);
  try {
    const roots = ca ? { ca: [...rootCertificates, ca] } : {};
    // A name is shown to the server (SNI) only where it is one; addresses are checked without.
    const servername = /[a-z]/i.test(host) && !host.includes(':') ? { servername: host } : {};
    const socket = connectTls({ host, port: portOf(url), ...servername, ...roots });
    return await once(socket, 'secureConnect', () => describeCertificate(socket));
  } catch (error) {
    return refused(error);
  }
}

function describeCertificate(socket: TLSSocket): RungResult {
  const certificate = socket.getPeerCertificate();
  const issuer = String(certificate.issuer?.O ?? certificate.issuer?.CN ?? 'unknown');
  return passed(`trusted: issued by ${issuer}, valid to ${certificate.valid_to}`, {
    facts: { issuer, validTo: certificate.valid_to, protocol: socket.getProtocol() ?? '' },
  });
}

/** Waits for one event of a socket, looks, and lets the socket go; rejects on error and when patience ends. */
function once<T>(socket: Socket, event: string, look?: () => T): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error(`no answer within ${PATIENCE / 1000} s`)));
    socket.once('error', reject);
    socket.once(event, () => {
      resolve(look?.() as T);
      socket.destroy();
    });
  });
}

/** Anything that is not known by its code is a server that could not be reached. */
function refused(error: unknown): RungResult {
  const code = systemCode(error);
  const words = error instanceof Error && error.message ? error.message : String(code ?? error);
  const { advice } = classify(connectionCode(error) ?? 'EWS_UNREACHABLE');
  return failed(words, { advice, facts: code ? { code } : {} });
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'http:' ? 80 : 443);
}
