import type { ExchangeSettings } from '../store/exchange-settings.ts';
import type { ExchangeForm } from './contract.ts';
import type { FieldRefusal } from './refusal.ts';

/** Refusals by the path of their field. */
export type Faults = Record<string, FieldRefusal>;

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const DOMAIN = /^(?=.{4,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/i;

/** Adds what is wrong with signing in as an application: each fault beside its field. */
export function checkApplication(
  form: ExchangeForm,
  stored: ExchangeSettings | undefined,
  faults: Faults,
): void {
  if (form.version !== 'office365-ews') faults['form.signInWay'] = { key: 'error.applicationOnlyOnline' };
  const found = {
    tenant: tenantFault(form.tenant.trim()),
    applicationId: applicationIdFault(form.applicationId.trim()),
    clientSecret: clientSecretFault(form, stored),
  };
  for (const [field, key] of Object.entries(found)) if (key) faults[`form.${field}`] = { key };
}

/** Names for "any tenant" are refused with the rest: an application signs in to one. */
function tenantFault(tenant: string): string | null {
  if (tenant === '') return 'error.tenantRequired';
  return GUID.test(tenant) || DOMAIN.test(tenant) ? null : 'error.tenantNotValid';
}

function applicationIdFault(id: string): string | null {
  if (id === '') return 'error.applicationIdRequired';
  return GUID.test(id) ? null : 'error.applicationIdNotValid';
}

/** The stored secret goes to the tenant, application and server that it was entered for, and nowhere else. */
function clientSecretFault(form: ExchangeForm, stored: ExchangeSettings | undefined): string | null {
  const { clientSecret } = form;
  if (clientSecret === null) {
    if (!stored?.hasSecret || stored.signInWay !== 'application') return 'error.clientSecretRequired';
    return isSamePlace(form, stored) ? null : 'error.clientSecretForNewPlace';
  }
  if (clientSecret.trim() === '') return 'error.clientSecretRequired';
  // Entra ID shows the id of a secret beside its value; the id opens nothing.
  return GUID.test(clientSecret.trim()) ? 'error.clientSecretIsItsId' : null;
}

function isSamePlace(form: ExchangeForm, stored: ExchangeSettings): boolean {
  const isSame = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
  return (
    form.cloud === stored.cloud &&
    isSame(form.tenant, stored.tenant) &&
    isSame(form.applicationId, stored.applicationId) &&
    originOf(form.ewsUrl) === originOf(stored.ewsUrl)
  );
}

/** Protocol, host and port of an address; empty for none. */
export function originOf(ewsUrl: string): string {
  const url = URL.parse(ewsUrl);
  return url ? `${url.protocol}//${url.host}` : '';
}
