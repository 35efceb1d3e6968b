import type { AlertSettings } from '../store/alerts/alert-settings.ts';
import type { AlertForm } from './contract.ts';
import { type FieldRefusal, Refusal } from './refusal.ts';

/**
 * Checks how the fields of the alerts fit together and fit what is stored. Throws a Refusal (422) that names
 * every field at fault. Whether a webhook's address may be called is checked again whenever it is.
 */
export function checkAlertForm(form: AlertForm, stored: AlertSettings): void {
  const faults: Record<string, FieldRefusal> = {};
  if (form.webhookUrl !== '') {
    if (!isUsable(form.webhookUrl)) faults.webhookUrl = { key: 'error.webhookUrlNotValid' };
    const keeps = stored.hasWebhookSecret && hostOf(stored.webhookUrl) === hostOf(form.webhookUrl);
    if (form.webhookSecret === null && !keeps)
      faults.webhookSecret = {
        key: stored.hasWebhookSecret ? 'error.webhookSecretForNewPlace' : 'error.webhookSecretRequired',
      };
  }
  if (Object.keys(faults).length > 0) throw new Refusal(422, 'invalidRequest', { fields: faults });
}

function isUsable(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

function hostOf(address: string): string {
  return URL.parse(address)?.host ?? '';
}
