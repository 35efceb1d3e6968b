import { SideError } from '../../../model/problem.ts';

/** The code of a refused secondary address; the primary one stands beside it (ResponseCode, EWS). */
export const NON_PRIMARY = 'ErrorNonPrimarySmtpAddress';

/** The primary address that the server named, or null. */
export function primaryBehind(error: unknown): string | null {
  if (!(error instanceof SideError) || error.details.code !== NON_PRIMARY) return null;
  const extra = error.details.extra ?? {};
  return extra.Primary ?? Object.values(extra).find((value) => value.includes('@')) ?? null;
}
