import { CLOUDS, type Cloud, type SignInWay } from '../model/cloud.ts';
import type { ExchangeVersion } from '../model/organization.ts';
import type { EwsSettings } from '../sides/ews/connection.ts';
import { syncError } from './sync-error.ts';

/** A company's connection as it is stored or as the form holds it. */
export interface ConnectionForm {
  readonly version: ExchangeVersion;
  readonly signInWay: SignInWay;
  readonly cloud: Cloud;
  readonly tenant: string;
  readonly applicationId: string;
  readonly ewsUrl: string;
  readonly delegateUserName: string;
  readonly netbiosDomain: string;
  /** Of the way of signing in: the delegate's password or the application's secret. */
  readonly secret: string;
}

/** What the operator set for every company. */
export interface ConnectionSurroundings {
  /** Further certificate authority in PEM. */
  readonly ca: string | undefined;
  /** Login in place of Microsoft's: an origin without a slash at the end. */
  readonly loginUrl: string | undefined;
}

/** What the connector needs of it. Throws SideError (fatal) for a version that does not speak EWS. */
export function ewsSettingsOf(form: ConnectionForm, { ca, loginUrl }: ConnectionSurroundings): EwsSettings {
  const { version } = form;
  if (version === 'office365-graph')
    throw syncError(
      'fatal',
      'TAHTI_VERSION_NOT_SUPPORTED',
      'Microsoft Graph is not synchronized yet.',
      'syncVersionNotSupported',
    );
  const account = form.signInWay === 'application' ? application(form, loginUrl) : delegate(form);
  return { url: form.ewsUrl || addressOf(form), version, ...account, ...(ca && { ca }) };
}

function delegate({ delegateUserName, secret, netbiosDomain }: ConnectionForm) {
  return { userName: delegateUserName, password: secret, domain: netbiosDomain };
}

/** No password goes along, so that none can ever be shown where a token is meant. */
function application({ cloud, tenant, applicationId, secret }: ConnectionForm, loginUrl: string | undefined) {
  const { login, exchange } = CLOUDS[cloud];
  const oauth = {
    tenant,
    clientId: applicationId,
    clientSecret: secret,
    tokenUrl: `${loginUrl ?? login}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
    scope: `${exchange}/.default`,
  };
  return { userName: '', password: '', oauth };
}

/** Office 365 has one address for everybody in a cloud; every other server has its own. */
function addressOf({ version, signInWay, cloud }: ConnectionForm): string {
  if (version !== 'office365-ews') return '';
  const { exchange } = CLOUDS[signInWay === 'application' ? cloud : 'worldwide'];
  return `${exchange}/EWS/Exchange.asmx`;
}
