import type { AdviceKey } from '../../model/advice.ts';
import { SideError } from '../../model/problem.ts';
import { ewsDetails, ewsError } from './errors.ts';

/** The JSON of a token endpoint (RFC 6749 section 5), as it came. */
export type TokenAnswer = Readonly<Record<string, unknown>>;

/** Entra's codes that name one thing to mend ("Microsoft Entra authentication and authorization error codes"). */
const ADVICE: Readonly<Record<string, AdviceKey>> = {
  AADSTS90002: 'ewsTokenTenantUnknown',
  AADSTS900023: 'ewsTokenTenantUnknown',
  AADSTS700016: 'ewsTokenApplicationUnknown',
  AADSTS7000215: 'ewsTokenSecretWrong',
  AADSTS7000222: 'ewsTokenSecretExpired',
};

/**
 * A refusal of the token endpoint in its own words: its code is AADSTS and a number where it is Microsoft's. Never
 * holds the secret. `retryAfter` is in milliseconds.
 */
export function tokenRefusal(status: number, answer: TokenAnswer, retryAfter: number | null): SideError {
  const words = typeof answer.error_description === 'string' ? answer.error_description : '';
  const error = typeof answer.error === 'string' ? answer.error : `HTTP ${status}`;
  const requestId = typeof answer.correlation_id === 'string' ? answer.correlation_id : null;
  if (status === 429 || status >= 500 || error === 'temporarily_unavailable')
    return ewsError('EWS_TOKEN_LATER', words || error, { requestId, retryAfter });
  const code = /AADSTS\d+/.exec(words)?.[0];
  const details = ewsDetails('EWS_TOKEN_REFUSED', words.split(/\r?\n/)[0] || error, {
    requestId,
    extra: { error, ...(code ? { aadsts: code } : {}) },
  });
  return new SideError({ ...details, advice: ADVICE[code ?? ''] ?? details.advice });
}
