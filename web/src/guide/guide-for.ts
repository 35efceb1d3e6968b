import type { ExchangeForm, GuideName, Rung } from '../api/contract.ts';
import { STEPS } from './steps.ts';

/** A guide, and where one is meant, its step. */
export interface GuidePlace {
  readonly guide: GuideName;
  readonly step: string;
}

/** The guide for what is chosen in the form; null where there is none (Graph). */
export function guideFor({
  version,
  signInWay,
}: Pick<ExchangeForm, 'version' | 'signInWay'>): GuideName | null {
  if (version === 'office365-graph') return null;
  if (version === 'office365-ews')
    return signInWay === 'application' ? 'onlineApplication' : 'onlineDelegate';
  return version === '2007-sp1' ? 'extendedRights' : 'impersonationRole';
}

/** Which step mends a failure that its advice names more exactly than the rung does. */
const STEPS_BY_ADVICE: Readonly<Record<string, string>> = {
  ewsTokenApplicationUnknown: 'register',
  ewsTokenTenantUnknown: 'register',
  ewsTokenSecretWrong: 'secret',
  ewsTokenSecretExpired: 'secret',
  ewsTokenRefused: 'permission',
  ewsTokenNotTaken: 'permission',
  ewsForbidden: 'allow',
  ewsMailboxOutsideScope: 'scope',
};

/** Else what the rung asks for: the first of these steps that the guide has. */
const STEPS_BY_RUNG: Partial<Record<Rung['name'], readonly string[]>> = {
  signIn: ['account', 'register'],
  impersonation: ['mailboxes', 'role', 'scope'],
  folder: ['mailboxes', 'role', 'scope'],
};

/** The step of the guide that mends a rung that failed; null where no step does (an address, a certificate). */
export function guideStepFor(
  rung: Pick<Rung, 'name' | 'state' | 'advice'>,
  guide: GuideName,
): GuidePlace | null {
  if (rung.state !== 'failed') return null;
  const wanted = [STEPS_BY_ADVICE[rung.advice ?? ''], ...(STEPS_BY_RUNG[rung.name] ?? [])];
  const step = wanted.find((one) => STEPS[guide].some((known) => known === one));
  return step ? { guide, step } : null;
}
