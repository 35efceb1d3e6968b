import { createHash, X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

const ZEROS = Buffer.alloc(16);

/**
 * What ties a sign-in to the TLS connection over which it travels (MsvAvChannelBindings): Exchange with Extended
 * Protection, which current updates switch on, refuses NTLM without it. Null where there is no TLS.
 */
export function channelBinding(socket: Socket): Buffer | null {
  if (!(socket instanceof TLSSocket)) return null;
  const raw = socket.getPeerX509Certificate()?.raw;
  return raw ? bindingOf(raw) : null;
}

/** The binding to a server that showed this certificate (DER). */
export function bindingOf(certificate: Buffer): Buffer {
  return bindingTo(createHash(digestOf(certificate)).update(certificate).digest());
}

/** MD5 of a gss_channel_bindings_struct (RFC 4121) around `tls-server-end-point` (RFC 5929). */
export function bindingTo(certificateHash: Buffer): Buffer {
  const data = Buffer.concat([Buffer.from('tls-server-end-point:'), certificateHash]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return createHash('md5').update(ZEROS).update(length).update(data).digest();
}

/** The hash of the certificate's own signature; MD5 and SHA-1 are replaced by SHA-256 (RFC 5929, 4.1). */
function digestOf(certificate: Buffer): string {
  const { signatureAlgorithm } = new X509Certificate(certificate) as { signatureAlgorithm?: string };
  return /sha(384|512)/i.exec(signatureAlgorithm ?? '')?.[0].toLowerCase() ?? 'sha256';
}
