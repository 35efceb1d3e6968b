import { SideError } from '../../model/problem.ts';
import { ewsError } from './errors.ts';

/** OpenSSL and Node codes that mean "the certificate does not prove that this is the server". */
const UNTRUSTED =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*|CERT_.*|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)$/;

/** No common TLS: a port that speaks plain http, or a server that knows only outdated versions. */
const NO_HANDSHAKE = /^(ERR_SSL_.*|EPROTO)$/;

/** Our codes for those of the system and of undici. */
const CODES: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'EWS_ADDRESS_UNKNOWN'],
  ['EAI_AGAIN', 'EWS_ADDRESS_UNKNOWN'],
  ['ECONNREFUSED', 'EWS_UNREACHABLE'],
  ['EHOSTUNREACH', 'EWS_UNREACHABLE'],
  ['ENETUNREACH', 'EWS_UNREACHABLE'],
  ['EADDRNOTAVAIL', 'EWS_UNREACHABLE'],
  ['UND_ERR_CONNECT_TIMEOUT', 'EWS_CONNECT_TIMEOUT'],
  ['UND_ERR_HEADERS_TIMEOUT', 'EWS_ANSWER_TIMEOUT'],
  ['UND_ERR_BODY_TIMEOUT', 'EWS_ANSWER_TIMEOUT'],
  ['Z_DATA_ERROR', 'EWS_MALFORMED_XML'],
  ['Z_BUF_ERROR', 'EWS_CONNECTION_LOST'],
]);

/** The system's or undici's error code, also behind causes and aggregates (happy eyeballs). */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const own = (error as NodeJS.ErrnoException).code;
  if (error instanceof AggregateError) return own ?? systemCode(error.errors[0]);
  return own ?? systemCode(error.cause);
}

/** Our code for a failure on the way to the server; null for one that says nothing about the way. */
export function connectionCode(error: unknown): string | null {
  const code = systemCode(error);
  if (code === null) return null;
  if (UNTRUSTED.test(code)) return 'EWS_TLS_UNTRUSTED';
  if (NO_HANDSHAKE.test(code)) return 'EWS_TLS_HANDSHAKE';
  return CODES.get(code) ?? null;
}

/**
 * Any failure of the connection as a typed error. Anything unknown counts as a connection that was lost
 * in the middle: the cautious reading, since then the work may have been done.
 */
export function connectionError(error: unknown, requestId: string): SideError {
  if (error instanceof SideError) return error;
  const code = systemCode(error);
  const words = error instanceof Error ? error.message || (code ?? error.name) : String(error);
  const ours = connectionCode(error) ?? 'EWS_CONNECTION_LOST';
  return ewsError(ours, words, { requestId, ...(code ? { extra: { system: code } } : {}) }, error);
}
