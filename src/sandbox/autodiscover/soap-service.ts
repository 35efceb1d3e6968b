import { soapNamespace } from '../ews/namespaces.ts';
import { type ServerVersionName, serverVersions } from '../ews/versions.ts';
import { childOf, readXml, textOf, type XmlElement, XmlError } from '../ews/xml-read.ts';
import { branch, leaf, nothing, type Xml } from '../ews/xml-write.ts';
import type { Services } from '../services.ts';
import { type Discovery, discover } from './discovery.ts';
import { userSetting } from './user-setting.ts';

const namespace = 'http://schemas.microsoft.com/exchange/2010/Autodiscover';
const addressing = 'http://www.w3.org/2005/08/addressing';
const instance = 'http://www.w3.org/2001/XMLSchema-instance';

/** What a SOAP request asks. */
export interface SettingsRequest {
  /** The address of each user that is asked about. */
  readonly addresses: readonly string[];
  readonly settings: readonly string[];
  /** Whether RequestedServerVersion stands in the header, as it has to. */
  readonly hasVersion: boolean;
}

/** @returns null when the text is no GetUserSettings request */
export function readSettingsRequest(text: string): SettingsRequest | null {
  const root = parse(text);
  const message = childOf(childOf(root ?? undefined, 'Body'), 'GetUserSettingsRequestMessage');
  if (root?.namespace !== soapNamespace || message?.namespace !== namespace) return null;
  const request = childOf(message, 'Request');
  const users = childOf(request, 'Users')?.children ?? [];
  return {
    addresses: users.map((user) => textOf(user, 'Mailbox')?.trim() ?? ''),
    settings: (childOf(request, 'RequestedSettings')?.children ?? []).map((setting) => setting.text.trim()),
    hasVersion: (textOf(childOf(root, 'Header'), 'RequestedServerVersion') ?? '') !== '',
  };
}

function parse(text: string): XmlElement | null {
  try {
    return readXml(text);
  } catch (error) {
    if (error instanceof XmlError) return null;
    throw error;
  }
}

/**
 * The answer of GetUserSettings: each user has its own error code, and so has each setting.
 * https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/getusersettings-operation-soap
 */
export function writeSettingsAnswer(request: SettingsRequest, ownUrl: string, services: Services): string {
  const { addresses, settings, hasVersion } = request;
  if (!hasVersion || addresses.length === 0 || settings.length === 0) {
    return envelope(response('InvalidRequest', 'The request is invalid.', []), services);
  }
  const users = addresses.map((address) => userResponse(address, settings, ownUrl, services));
  return envelope(response('NoError', '', users), services);
}

function response(code: string, message: string, users: readonly Xml[]): Xml {
  const content = [leaf('ErrorCode', code), leaf('ErrorMessage', message), branch('UserResponses', users)];
  return branch('GetUserSettingsResponseMessage', [branch('Response', content, { 'xmlns:i': instance })], {
    xmlns: namespace,
  });
}

function userResponse(address: string, settings: readonly string[], ownUrl: string, services: Services): Xml {
  const discovery = discover(address, ownUrl, services);
  switch (discovery.kind) {
    case 'unknown':
      return user('InvalidUser', `Invalid user: '${address}'`);
    case 'redirectAddress':
      return user('RedirectAddress', 'Redirection address.', discovery.address);
    case 'redirectUrl':
      return user('RedirectUrl', 'Redirection Url.', discovery.url);
    case 'settings':
      return userWithSettings(discovery, settings, services);
  }
}

function user(
  code: string,
  message: string,
  target: string | null = null,
  errors: readonly Xml[] = [],
  settings: readonly Xml[] = [],
): Xml {
  return branch('UserResponse', [
    leaf('ErrorCode', code),
    leaf('ErrorMessage', message),
    target === null ? leaf('RedirectTarget', '', { 'i:nil': true }) : leaf('RedirectTarget', target),
    branch('UserSettingErrors', errors),
    branch('UserSettings', settings),
  ]);
}

function userWithSettings(
  { mailbox, server: mailboxServer, ewsUrl }: Extract<Discovery, { kind: 'settings' }>,
  names: readonly string[],
  services: Services,
): Xml {
  const server = serverVersions[services.organization.server.version as ServerVersionName];
  const facts = { record: mailbox.record, ewsUrl, mailboxServer, server };
  const values = [...new Set(names)].map((name) => ({ name, value: userSetting(name, facts) }));
  const errors = values.map(({ name, value }) =>
    typeof value === 'string' ? nothing : settingError(name, value),
  );
  const found = values.map(({ name, value }) => (typeof value === 'string' ? setting(name, value) : nothing));
  return user('NoError', 'No error.', null, errors, found);
}

function setting(name: string, value: string): Xml {
  return branch('UserSetting', [leaf('Name', name), leaf('Value', value)], { 'i:type': 'StringSetting' });
}

function settingError(name: string, value: null | undefined): Xml {
  const [code, message] =
    value === null
      ? ['SettingIsNotAvailable', `Setting '${name}' is not available.`]
      : ['InvalidSetting', `Setting '${name}' is invalid.`];
  return branch('UserSettingError', [
    leaf('ErrorCode', code),
    leaf('ErrorMessage', message),
    leaf('SettingName', name),
  ]);
}

/** A fault for whatever is no request of this service. */
export function writeServiceFault(services: Services): string {
  const code = leaf('faultcode', 'a:ActionNotSupported', {
    'xmlns:a': 'http://schemas.microsoft.com/ws/2005/05/addressing/none',
  });
  const text = leaf('faultstring', 'The message cannot be processed at the receiver.', {
    'xml:lang': 'en-US',
  });
  return envelope(branch('s:Fault', [code, text]), services);
}

function envelope(body: Xml, services: Services): string {
  const server = serverVersions[services.organization.server.version as ServerVersionName];
  const [major, minor, majorBuild, minorBuild] = server.build;
  const version = branch(
    'h:ServerVersionInfo',
    [
      leaf('h:MajorVersion', major),
      leaf('h:MinorVersion', minor),
      leaf('h:MajorBuildNumber', majorBuild),
      leaf('h:MinorBuildNumber', minorBuild),
      leaf('h:Version', server.newestSchema),
    ],
    { 'xmlns:h': namespace },
  );
  const action = leaf('a:Action', `${namespace}/Autodiscover/GetUserSettingsResponse`, {
    's:mustUnderstand': 1,
  });
  const parts = [branch('s:Header', [action, version]), branch('s:Body', [body])];
  const namespaces = { 'xmlns:s': soapNamespace, 'xmlns:a': addressing };
  return `<?xml version="1.0" encoding="utf-8"?>${branch('s:Envelope', parts, namespaces)}`;
}
