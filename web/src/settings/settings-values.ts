import type {
  ExchangeForm,
  ExchangeSettings,
  ExchangeSettingsSave,
  ExchangeVersion,
  FindAddress,
} from '../api/contract.ts';

/** What the form on the screen holds: the settings, the secrets as typed, and the mailbox to test with. */
export interface SettingsValues extends Omit<ExchangeForm, 'delegatePassword' | 'clientSecret'> {
  delegatePassword: string;
  clientSecret: string;
  testMailbox: string;
}

export const VERSIONS = [
  'office365-graph',
  'office365-ews',
  'subscription-edition',
  '2019',
  '2016',
  '2013',
  '2010',
  '2007-sp1',
] as const satisfies readonly ExchangeVersion[];

/** The fields that are written and never read back. */
export const NOTHING_TYPED = { delegatePassword: '', clientSecret: '' } as const;

/** Whether an application can sign in to this version at all. */
export function takesApplications(version: ExchangeVersion): boolean {
  return version === 'office365-ews';
}

/** The form as it opens: what is saved, else what the server suggests. Secrets are never read back. */
export function initialValues(settings: ExchangeSettings, myAddress: string): SettingsValues {
  return { ...(settings.saved ?? settings.suggestion), ...NOTHING_TYPED, testMailbox: myAddress };
}

/**
 * The request that saves the form; an empty password or secret keeps the stored one. Another version chosen after the
 * application's way goes back to the password, which is all that it has.
 */
export function saveRequest(values: SettingsValues, saveAnyway: boolean): ExchangeSettingsSave {
  const { testMailbox, delegatePassword, clientSecret, ...rest } = values;
  const form = {
    ...rest,
    signInWay: takesApplications(values.version) ? values.signInWay : 'password',
    delegatePassword: delegatePassword === '' ? null : delegatePassword,
    clientSecret: clientSecret === '' ? null : clientSecret,
  };
  return { form, testMailbox: testMailbox.trim(), saveAnyway };
}

const ALWAYS = ['version', 'signInWay', 'ewsUrl'] as const;
const OF_WAY = {
  password: ['delegateUserName', 'netbiosDomain'],
  application: ['cloud', 'tenant', 'applicationId'],
} as const;

/**
 * Whether the form leads to another version, server or account than the one that is saved: for a company that
 * synchronizes, that is a move. The server asks the same.
 */
export function leadsElsewhere(values: SettingsValues, saved: ExchangeForm): boolean {
  const { form } = saveRequest(values, false);
  const way = form.signInWay ?? 'password';
  const isSame = (one: string | undefined, other: string | undefined) =>
    (one ?? '').trim().toLowerCase() === (other ?? '').trim().toLowerCase();
  return [...ALWAYS, ...OF_WAY[way]].some((field) => !isSame(form[field], saved[field]));
}

/** Whether a mailbox can be meant: the server asks the same, and Exchange knows the rest. */
export function looksLikeAddress(text: string): boolean {
  return /^[^@\s]+@[^@\s]+$/.test(text);
}

/** For whom the address is sought: the mailbox to test with, else the delegate's own. */
export function addressQuestion(values: SettingsValues, confirmedHost: string | null): FindAddress {
  const { testMailbox, delegateUserName, delegatePassword, netbiosDomain } = values;
  const mailbox = testMailbox.trim() || delegateUserName.trim();
  return { mailbox, delegateUserName, delegatePassword, netbiosDomain, confirmedHost };
}

/** The server names fields of the body (`form.ewsUrl`); the screen's form has them at its top. */
export function fieldErrors(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([path, text]) => [
      path
        .replace(/^form\./, '')
        .replace(/^outgoingTypeIds\.\d+$/, 'outgoingTypeIds')
        .replace(/^mailbox$/, 'testMailbox'),
      text,
    ]),
  );
}
