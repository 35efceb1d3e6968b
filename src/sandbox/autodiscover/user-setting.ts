import { atLeast, knownSchemaVersion, type ServerVersion } from '../ews/versions.ts';
import type { MailboxRecord } from '../mailbox-store/mailbox-record.ts';
import {
  buildText,
  deployment,
  groupingInformation,
  legacyDn,
  mailboxDn,
  serverDn,
} from './mailbox-facts.ts';

/** What the settings of a user are made of. */
export interface UserFacts {
  readonly record: MailboxRecord;
  readonly ewsUrl: string;
  /** The mailbox server's full name. */
  readonly mailboxServer: string;
  readonly server: ServerVersion;
}

const schemas = [
  'Exchange2007',
  'Exchange2007_SP1',
  'Exchange2010',
  'Exchange2010_SP1',
  'Exchange2010_SP2',
  'Exchange2013',
  'Exchange2013_SP1',
  'Exchange2015',
  'Exchange2016',
];

const settings: Record<string, (facts: UserFacts) => string | null> = {
  UserDisplayName: ({ record }) => record.displayName,
  UserDN: ({ record }) => legacyDn(record),
  UserDeploymentId: () => deployment.deploymentId,
  AutoDiscoverSMTPAddress: ({ record }) => record.primaryAddress,
  InternalMailboxServer: ({ mailboxServer }) => mailboxServer,
  InternalRpcClientServer: ({ mailboxServer }) => mailboxServer,
  InternalMailboxServerDN: ({ mailboxServer }) => serverDn(mailboxServer),
  MailboxDN: ({ record, mailboxServer }) => mailboxDn(record, mailboxServer),
  ActiveDirectoryServer: () => deployment.directory,
  InternalEwsUrl: ({ ewsUrl }) => ewsUrl,
  ExternalEwsUrl: ({ ewsUrl }) => ewsUrl,
  ExternalMailboxServer: ({ ewsUrl }) => new URL(ewsUrl).hostname,
  CasVersion: ({ server }) => buildText(server.build),
  ExternalEwsVersion: ({ server }) => buildText(server.build),
  EwsSupportedSchemas: ({ server }) =>
    schemas.filter((name) => knownSchemaVersion(name, server) !== undefined).join(', '),
  GroupingInformation: ({ server, mailboxServer }) =>
    atLeast(server.newestSchema, 'Exchange2013') ? groupingInformation(mailboxServer) : null,
};

/**
 * Settings that Exchange knows and this server has nothing to say about.
 * https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/setting-soap
 */
const unavailable = new Set(
  `InternalEcpUrl InternalEcpVoicemailUrl InternalEcpEmailSubscriptionsUrl InternalEcpTextMessagingUrl
  InternalEcpDeliveryReportUrl InternalEcpRetentionPolicyTagsUrl InternalEcpPublishingUrl InternalOABUrl
  InternalUMUrl InternalWebClientUrls PublicFolderServer ExternalMailboxServerRequiresSSL
  ExternalMailboxServerAuthenticationMethods EcpVoicemailUrlFragment EcpEmailSubscriptionsUrlFragment
  EcpTextMessagingUrlFragment EcpDeliveryReportUrlFragment EcpRetentionPolicyTagsUrlFragment
  EcpPublishingUrlFragment ExternalEcpUrl ExternalEcpVoicemailUrl ExternalEcpEmailSubscriptionsUrl
  ExternalEcpTextMessagingUrl ExternalEcpDeliveryReportUrl ExternalEcpRetentionPolicyTagsUrl
  ExternalEcpPublishingUrl ExternalOABUrl ExternalUMUrl ExternalWebClientUrls CrossOrganizationSharingEnabled
  AlternateMailboxes InternalPop3Connections ExternalPop3Connections InternalImap4Connections
  ExternalImap4Connections InternalSmtpConnections ExternalSmtpConnections InternalServerExclusiveConnect
  ExternalServerExclusiveConnect ExchangeRpcUrl ShowGalAsDefaultView InteropExternalEwsUrl
  InteropExternalEwsVersion MobileMailboxPolicyInterop UserMSOnline MapiHttpEnabled`
    .trim()
    .split(/\s+/),
);

/** The value of a setting; null when it is known but not available, undefined when nobody knows it. */
export function userSetting(name: string, facts: UserFacts): string | null | undefined {
  const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
  if (setting) return setting(facts);
  return unavailable.has(name) ? null : undefined;
}
