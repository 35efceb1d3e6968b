import { type ActivityType, listActivityTypes } from '../store/activity-types.ts';
import type { Database } from '../store/database.ts';
import { type ExchangeSettings, readExchangeSettings } from '../store/exchange-settings.ts';
import { checkApplication, type Faults, originOf } from './application-form.ts';
import type { ExchangeForm, Language } from './contract.ts';
import { type FieldRefusal, Refusal } from './refusal.ts';
import type { Viewer } from './viewer.ts';

/**
 * Checks what the schema cannot: how the fields fit together and what is stored. Throws a Refusal (422)
 * that names every field at fault. With `connectionOnly` the choice of types is not looked at.
 */
export async function checkExchangeForm(
  { db }: Database,
  viewer: Viewer,
  form: ExchangeForm,
  connectionOnly = false,
): Promise<void> {
  const stored = await readExchangeSettings(db, viewer.organizationId);
  const faults: Faults = {};
  checkConnection(form, stored, faults);
  if (!connectionOnly) {
    checkTypes(form, await listActivityTypes(db, viewer.organizationId), viewer.language, faults);
  }
  if (Object.keys(faults).length > 0) throw new Refusal(422, 'invalidRequest', { fields: faults });
}

/** Of the way of signing in that is not chosen nothing is asked. */
function checkConnection(form: ExchangeForm, stored: ExchangeSettings | undefined, faults: Faults): void {
  if (form.version === 'office365-graph') faults['form.version'] = { key: 'error.versionNotAvailable' };
  const address = addressFault(form);
  if (address) faults['form.ewsUrl'] = { key: address };
  if (form.signInWay === 'application') checkApplication(form, stored, faults);
  else checkDelegate(form, stored, faults);
}

function checkDelegate(form: ExchangeForm, stored: ExchangeSettings | undefined, faults: Faults): void {
  if (form.delegateUserName.trim() === '')
    faults['form.delegateUserName'] = { key: 'error.delegateUserNameRequired' };
  const password = passwordFault(form, stored);
  if (password) faults['form.delegatePassword'] = { key: password };
}

/** Office 365 has one address for everybody; a server of the company's own has to be named. */
function addressFault({ version, ewsUrl }: ExchangeForm): string | null {
  if (ewsUrl.trim() === '') return version.startsWith('office365') ? null : 'error.ewsUrlRequired';
  const url = URL.parse(ewsUrl);
  const isUsable =
    url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return isUsable ? null : 'error.ewsUrlNotValid';
}

/** The stored password goes to the server and account that it was entered for, and nowhere else. */
function passwordFault(form: ExchangeForm, stored: ExchangeSettings | undefined): string | null {
  if (form.delegatePassword !== null)
    return form.delegatePassword === '' ? 'error.delegatePasswordRequired' : null;
  if (!stored?.hasSecret || stored.signInWay !== 'password') return 'error.delegatePasswordRequired';
  const isSameAccount = stored.delegateUserName.toLowerCase() === form.delegateUserName.trim().toLowerCase();
  const isSamePlace = originOf(stored.ewsUrl) === originOf(form.ewsUrl);
  return isSameAccount && isSamePlace ? null : 'error.delegatePasswordForNewServer';
}

function checkTypes(
  form: ExchangeForm,
  types: readonly ActivityType[],
  language: Language,
  faults: Faults,
): void {
  const known = new Map(types.map((type) => [type.id, type]));
  form.outgoingTypeIds.forEach((id, index) => {
    const type = known.get(id);
    const field = `form.outgoingTypeIds.${index}`;
    if (!type) faults[field] = { key: 'error.outgoingTypeUnknown' };
    else if (type.category === 'Task')
      faults[field] = { key: 'error.outgoingTypeIsTask', params: { type: type.names[language] } };
  });
  const fault = defaultTypeFault(form.defaultTypeId, known, language);
  if (fault) faults['form.defaultTypeId'] = fault;
}

/** What comes from Exchange gets this type: it must be one that people may have there, and in use. */
function defaultTypeFault(
  id: string | null,
  known: ReadonlyMap<string, ActivityType>,
  language: Language,
): FieldRefusal | null {
  if (id === null) return { key: 'error.defaultTypeRequired' };
  const type = known.get(id);
  if (!type) return { key: 'error.defaultTypeUnknown' };
  const params = { type: type.names[language] };
  if (!type.isActive) return { key: 'error.defaultTypeInactive', params };
  const isUnfit = type.category === 'Task' || type.category === 'Personal';
  return isUnfit ? { key: 'error.defaultTypeUnfit', params } : null;
}
