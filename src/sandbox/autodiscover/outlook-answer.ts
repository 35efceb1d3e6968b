import { atLeast, type ServerVersion } from '../ews/versions.ts';
import { branch, leaf, nothing, type Xml } from '../ews/xml-write.ts';
import type { Discovery } from './discovery.ts';
import {
  buildNumber,
  deployment,
  groupingInformation,
  legacyDn,
  mailboxDn,
  serverDn,
} from './mailbox-facts.ts';
import { errorSchema, outlookSchema } from './outlook-request.ts';

const declaration = '<?xml version="1.0" encoding="utf-8"?>';

/** What an answer depends on besides the mailbox. */
export interface AnswerSurroundings {
  readonly server: ServerVersion;
  /** Whether the client said `ExHttpInfo` in X-ClientCanHandle. */
  readonly canHandleHttp: boolean;
  /** The server's time in milliseconds since 1970. */
  readonly now: number;
}

/**
 * The answer in the Outlook schema: settings, a redirection, or error 500 for an address that nobody has.
 * https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/pox-autodiscover-response-for-exchange
 */
export function writeOutlookAnswer(discovery: Discovery, surroundings: AnswerSurroundings): string {
  switch (discovery.kind) {
    case 'unknown':
      return writeOutlookError(500, 'The email address cannot be found.', surroundings.now);
    case 'redirectAddress':
      return account([leaf('Action', 'redirectAddr'), leaf('RedirectAddr', discovery.address)]);
    case 'redirectUrl':
      return account([leaf('Action', 'redirectUrl'), leaf('RedirectUrl', discovery.url)]);
    case 'settings':
      return settings(discovery, surroundings);
  }
}

function account(content: readonly Xml[], user: Xml = nothing): string {
  const response = branch('Response', [user, branch('Account', content)], { xmlns: outlookSchema });
  return declaration + branch('Autodiscover', [response], { xmlns: errorSchema });
}

/**
 * An error: 600 for a request that is none, 601 for a schema that is not spoken, 500 for an unknown address.
 * @param now milliseconds since 1970
 */
export function writeOutlookError(code: number, message: string, now: number): string {
  const time = `${new Date(now).toISOString().slice(11, 23)}0000`;
  const error = branch('Error', [leaf('ErrorCode', code), leaf('Message', message), leaf('DebugData', '')], {
    Time: time,
    Id: 4_130_155_072,
  });
  const response = branch('Response', [error], { xmlns: errorSchema });
  return declaration + branch('Autodiscover', [response], { xmlns: errorSchema });
}

type Settings = Extract<Discovery, { kind: 'settings' }>;

function settings(found: Settings, surroundings: AnswerSurroundings): string {
  const { record } = found.mailbox;
  const user = branch('User', [
    leaf('DisplayName', record.displayName),
    leaf('LegacyDN', legacyDn(record)),
    leaf('AutoDiscoverSMTPAddress', record.primaryAddress),
    leaf('DeploymentId', deployment.deploymentId),
  ]);
  const { server, canHandleHttp } = surroundings;
  const isNew = atLeast(server.newestSchema, 'Exchange2013_SP1');
  const protocols = [
    internalProtocol(found, server),
    externalProtocol(found, isNew),
    canHandleHttp && isNew ? httpProtocol(found.ewsUrl) : nothing,
  ];
  const head = [leaf('AccountType', 'email'), leaf('Action', 'settings')];
  const online = isNew ? leaf('MicrosoftOnline', 'False') : nothing;
  return account([...head, online, ...protocols], user);
}

/** EXCH: how to connect from inside the network. */
function internalProtocol({ mailbox, server, ewsUrl }: Settings, version: ServerVersion): Xml {
  return branch('Protocol', [
    leaf('Type', 'EXCH'),
    leaf('Server', server),
    leaf('ServerDN', serverDn(server)),
    leaf('ServerVersion', buildNumber(version.build)),
    leaf('MdbDN', mailboxDn(mailbox.record, server)),
    leaf('AD', deployment.directory),
    leaf('AuthPackage', 'Anonymous'),
    ...urls(ewsUrl),
  ]);
}

/** EXPR: how to connect from anywhere; only here the grouping stands. */
function externalProtocol({ ewsUrl, server }: Settings, isNew: boolean): Xml {
  const { hostname, protocol } = new URL(ewsUrl);
  return branch('Protocol', [
    leaf('Type', 'EXPR'),
    leaf('Server', hostname),
    leaf('SSL', protocol === 'https:' ? 'On' : 'Off'),
    leaf('AuthPackage', 'Ntlm'),
    ...urls(ewsUrl),
    isNew ? leaf('GroupingInformation', groupingInformation(server)) : nothing,
  ]);
}

/** EXHTTP: RPC over HTTP for clients that know it. */
function httpProtocol(ewsUrl: string): Xml {
  const { hostname, protocol } = new URL(ewsUrl);
  return branch('Protocol', [
    leaf('Type', 'EXHTTP'),
    leaf('Server', hostname),
    leaf('SSL', protocol === 'https:' ? 'On' : 'Off'),
    leaf('AuthPackage', 'Ntlm'),
    ...urls(ewsUrl),
  ]);
}

/** The same service under each of the names that clients look for. */
function urls(ewsUrl: string): Xml[] {
  return ['ASUrl', 'EwsUrl', 'EmwsUrl', 'OOFUrl'].map((name) => leaf(name, ewsUrl));
}
