import packageJson from '../../../package.json' with { type: 'json' };
import type { ZoneId } from '../../model/time.ts';
import { windowsZoneOf } from '../../model/windows-zones.ts';
import { EwsClient, type Mailbox } from './client.ts';
import { EntryReader } from './entry-reader.ts';
import type { Identifier } from './envelope.ts';
import { checkedUrl } from './ews-address.ts';
import { EwsSide } from './ews-side.ts';
import { EXCHANGE_HABITS, type ServerHabits } from './habits.ts';
import { KeyFinder } from './key-finder.ts';
import type { MailboxAccess } from './mailbox-access.ts';
import { openListener } from './notifications/listener.ts';
import type { Listener, ListenerEvents, ListenerLimits } from './notifications/listener-words.ts';
import type { OAuthAccount } from './oauth-sign-in.ts';
import { RETRY_POLICY, type RetryPolicy } from './retry.ts';
import { finishSeries } from './series/finish-series.ts';
import { TRANSPORT_LIMITS, Transport, type TransportLimits } from './transport.ts';
import { type EwsVersion, traitsOf } from './versions.ts';
import { openWireFor } from './wire/open-wire.ts';

/** How an organization reaches its Exchange. Holds a secret: never logged. */
export interface EwsSettings {
  readonly url: string;
  readonly version: EwsVersion;
  /** The delegate account: `DOMAIN\user`, a UPN, or a plain name with `domain`. */
  readonly userName: string;
  readonly password: string;
  /** NetBIOS domain of an on-premises delegate. */
  readonly domain?: string;
  /** Signs in with an application's own token instead of the delegate's password (Exchange Online). */
  readonly oauth?: OAuthAccount;
  /** A further certificate authority in PEM. */
  readonly ca?: string;
  /** What the connection test found out about a server that is not quite Exchange. */
  readonly habits?: Partial<ServerHabits>;
  /** Other mailboxes of the company, tried where acting for one is denied to see whether the right is missing. */
  readonly otherMailboxes?: () => Promise<readonly string[]>;
  readonly limits?: Partial<TransportLimits>;
  readonly retry?: Partial<RetryPolicy>;
}

export interface SideOptions {
  readonly mailboxAddress: string;
  /** Further addresses of the same mailbox: its user is recognised by them among the people of a meeting. */
  readonly otherAddresses?: readonly string[];
  /** IANA zone of the mailbox's user: all-day entries and entries without a zone are theirs. */
  readonly userZone: ZoneId;
  /** How the mailbox is named to the server; found out by default. */
  readonly identifier?: Identifier;
  /** Nothing is written, not even to finish series that a run left half done: they are told as they stand. */
  readonly readOnly?: boolean;
}

/** An organization's connection to its Exchange: one pool, one set of limits, any number of mailboxes. */
export interface EwsConnection {
  readonly client: EwsClient;
  side(options: SideOptions): EwsSide;
  /** The parts of a side, for those who need more than its contract (the connection test). */
  access(options: SideOptions): MailboxAccess;
  /** Listens for the changes of mailboxes; closed before the connection is. */
  listen(events: ListenerEvents, limits?: Partial<ListenerLimits>): Listener;
  /** A mailbox as notifications name it. */
  mailbox(options: SideOptions): Mailbox;
  clockOffset(): number;
  /** Asks the server for nothing, without signing in, and gives its clock minus ours; null when it tells no time. */
  greet(signal: AbortSignal): Promise<number | null>;
  /** Ends every connection; requests under way fail as lost. */
  close(): Promise<void>;
}

/** Exchange 2010 allows an account ten connections; some are left to Outlook and to notifications. */
const CONNECTIONS_2010 = 8;

/** Checks the address and prepares the connection; nothing is sent yet. Throws SideError for a bad address. */
export function createEwsConnection(settings: EwsSettings): EwsConnection {
  const traits = traitsOf(settings.version);
  const connections = settings.version === '2010' ? CONNECTIONS_2010 : TRANSPORT_LIMITS.connections;
  const policy = { ...RETRY_POLICY, ...settings.retry };
  const transport = new Transport({
    url: checkedUrl(settings.url),
    openWire: openWireFor(settings),
    limits: { ...TRANSPORT_LIMITS, connections, ...settings.limits },
    userAgent: `Tahti/${packageJson.version}`,
    ...(settings.ca ? { ca: settings.ca } : {}),
  });
  const client = new EwsClient(transport, traits, policy, settings.otherMailboxes);
  const habits = { ...EXCHANGE_HABITS, ...settings.habits };
  const access = (options: SideOptions): MailboxAccess => {
    const mailbox = mailboxOf(options);
    const context = { userZone: options.userZone, traits, ownAddresses: () => addressesOf(options, mailbox) };
    const reader = new EntryReader(client, mailbox, context, policy, habits);
    const finder = new KeyFinder(client, mailbox, reader);
    const made = { client, mailbox, context, policy, reader, finder, habits };
    if (!options.readOnly) reader.finisher = (items, signal) => finishSeries(made, items, signal);
    return made;
  };
  const clockOffset = () => transport.clockOffset();
  return {
    client,
    access,
    side: (options) => new EwsSide(access(options), clockOffset),
    listen: (events, limits) => openListener(client, events, limits),
    mailbox: mailboxOf,
    clockOffset,
    greet: (signal) => transport.greet(signal),
    close: () => transport.close(),
  };
}

/** The address that was asked for, the one that the server named instead, and what else is known. */
function addressesOf({ mailboxAddress, otherAddresses }: SideOptions, mailbox: Mailbox): string[] {
  const known = [mailbox.address, mailboxAddress, ...(otherAddresses ?? [])];
  return [...new Set(known.map((address) => address.trim().toLowerCase()))];
}

function mailboxOf({ mailboxAddress, userZone, identifier }: SideOptions): Mailbox {
  return {
    address: mailboxAddress,
    zone: windowsZoneOf(userZone),
    ...(identifier ? { identifier } : {}),
  };
}
