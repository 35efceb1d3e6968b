import type { ExchangeSettings } from '../store/exchange-settings.ts';
import type { ConnectionColumns } from '../store/schema/moves.ts';
import type { ExchangeForm } from './contract.ts';

/** The connection that a form describes, as it is stored. */
export function connectionOf(form: ExchangeForm): ConnectionColumns {
  return {
    version: form.version,
    signInWay: form.signInWay,
    cloud: form.cloud,
    tenant: form.tenant.trim(),
    applicationId: form.applicationId.trim(),
    ewsUrl: form.ewsUrl.trim(),
    delegateUserName: form.delegateUserName.trim(),
    netbiosDomain: form.netbiosDomain.trim(),
  };
}

const ALWAYS = ['version', 'signInWay', 'ewsUrl'] as const;
const OF_WAY = {
  password: ['delegateUserName', 'netbiosDomain'],
  application: ['cloud', 'tenant', 'applicationId'],
} as const;

/**
 * Whether saving the form would lead to another server, version or account. Another password or secret of the same
 * account is none, and neither is what stands in the fields of the way of signing in that is not chosen.
 */
export function leadsElsewhere(form: ExchangeForm, stored: ExchangeSettings): boolean {
  const to = connectionOf(form);
  return [...ALWAYS, ...OF_WAY[to.signInWay]].some(
    (field) => to[field].toLowerCase() !== stored[field].toLowerCase(),
  );
}
