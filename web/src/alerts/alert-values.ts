import type { AlertForm, AlertSettings } from '../api/contract.ts';

/** The form as it is typed: addresses as one text, an untouched secret as an empty one. */
export interface AlertValues extends Omit<AlertForm, 'emails' | 'webhookSecret'> {
  emails: string;
  webhookSecret: string;
}

export function valuesOf(settings: AlertSettings): AlertValues {
  const {
    emails,
    hasWebhookSecret: _has,
    updatedAt: _at,
    updatedByName: _by,
    mail: _mail,
    ...rest
  } = settings;
  return { ...rest, emails: emails.join(', '), webhookSecret: '' };
}

export function formOf({ emails, webhookSecret, ...values }: AlertValues): AlertForm {
  const addresses = emails.split(/[\s,;]+/).filter((address) => address !== '');
  return { ...values, emails: addresses, webhookSecret: webhookSecret === '' ? null : webhookSecret };
}

/** The field of the form that a refusal's path belongs to: `emails.1` stands beside the addresses. */
export function fieldOf(path: string): string {
  return path.split('.')[0] ?? path;
}
