import type {
  ExchangeForm,
  ExchangeSettings,
  ExchangeSettingsSave,
  ExchangeVersion,
  FindAddress,
} from '../api/contract.ts';

/** What the form on the screen holds: the settings, the password as typed, and the mailbox to test with. */
export interface SettingsValues extends Omit<ExchangeForm, 'delegatePassword'> {
  delegatePassword: string;
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

/** The form as it opens: what is saved, else what the server suggests. The password is never read back. */
export function initialValues(settings: ExchangeSettings, myAddress: string): SettingsValues {
  return { ...(settings.saved ?? settings.suggestion), delegatePassword: '', testMailbox: myAddress };
}

/** The request that saves the form; an empty password keeps the stored one. */
export function saveRequest(values: SettingsValues, saveAnyway: boolean): ExchangeSettingsSave {
  const { testMailbox, delegatePassword, ...rest } = values;
  const form = { ...rest, delegatePassword: delegatePassword === '' ? null : delegatePassword };
  return { form, testMailbox: testMailbox.trim(), saveAnyway };
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
      path.replace(/^form\./, '').replace(/^mailbox$/, 'testMailbox'),
      text,
    ]),
  );
}
