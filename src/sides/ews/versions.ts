import type { ExchangeVersion } from '../../model/organization.ts';
import type { Identifier } from './envelope.ts';

/** Versions of the settings page that speak EWS. */
export type EwsVersion = Exclude<ExchangeVersion, 'office365-graph'>;

/** What a version of Exchange can do, as far as it matters to us. */
export interface VersionTraits {
  /** `RequestServerVersion`: the schema in which we talk. Newer servers keep understanding older schemas. */
  readonly schema: string;
  /** Major and minor of `ServerVersionInfo` with which this version answers. */
  readonly answersAs: readonly string[];
  /** Major and minor of the first server that understands this schema. */
  readonly understoodFrom: string;
  /** StartTimeZone and EndTimeZone, TimeZoneContext and item:LastModifiedTime came with 2010. */
  readonly hasZoneDefinitions: boolean;
  /** WorkingElsewhere came with 2013; older servers refuse the word. */
  readonly hasWorkingElsewhere: boolean;
  /** Streaming subscriptions came with 2010 SP1; before that a client has to ask for events (pull). */
  readonly hasStreaming: boolean;
  /** Whether a mailbox's server names itself in `X-BackEndOverrideCookie` (2013 and later). */
  readonly namesBackEnd: boolean;
  /** How an impersonated mailbox may be named, the best way first: SmtpAddress takes any address of the mailbox. */
  readonly identifiers: readonly Identifier[];
}

const MODERN = {
  hasZoneDefinitions: true,
  hasWorkingElsewhere: true,
  hasStreaming: true,
  namesBackEnd: true,
  identifiers: ['SmtpAddress', 'PrimarySmtpAddress', 'PrincipalName'],
} as const;

const TRAITS: Readonly<Record<EwsVersion, VersionTraits>> = {
  // Exchange 2016 and everything after it answer as 15.1, 15.2 or, in the cloud, 15.20.
  'office365-ews': { schema: 'Exchange2016', understoodFrom: '15.1', answersAs: ['15.20'], ...MODERN },
  'subscription-edition': { schema: 'Exchange2016', understoodFrom: '15.1', answersAs: ['15.2'], ...MODERN },
  '2019': { schema: 'Exchange2016', understoodFrom: '15.1', answersAs: ['15.2'], ...MODERN },
  '2016': { schema: 'Exchange2016', understoodFrom: '15.1', answersAs: ['15.1'], ...MODERN },
  '2013': { schema: 'Exchange2013', understoodFrom: '15.0', answersAs: ['15.0'], ...MODERN },
  '2010': {
    schema: 'Exchange2010_SP2',
    understoodFrom: '14.2',
    answersAs: ['14.0', '14.1', '14.2', '14.3'],
    hasZoneDefinitions: true,
    hasWorkingElsewhere: false,
    hasStreaming: true,
    namesBackEnd: false,
    identifiers: MODERN.identifiers,
  },
  '2007-sp1': {
    schema: 'Exchange2007_SP1',
    understoodFrom: '8.1',
    answersAs: ['8.1', '8.2', '8.3'],
    hasZoneDefinitions: false,
    hasWorkingElsewhere: false,
    hasStreaming: false,
    namesBackEnd: false,
    // SmtpAddress came with 2010.
    identifiers: ['PrimarySmtpAddress', 'PrincipalName'],
  },
};

export function traitsOf(version: EwsVersion): VersionTraits {
  return TRAITS[version];
}
