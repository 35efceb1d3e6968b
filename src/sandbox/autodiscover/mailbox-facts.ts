import type { MailboxRecord } from '../mailbox-store/mailbox-record.ts';

const group = 'ou=Exchange Administrative Group (FYDIBOHF23SPDLT)';

/** What is the same for every mailbox. */
export const deployment = {
  directory: 'dc01.esimerkki.example',
  deploymentId: '2f7d6a4e-0c1b-4f55-9a83-7d1e5b0c9a61',
};

/** The distinguished name of a mailbox server. */
export function serverDn(server: string): string {
  const name = (server.split('.')[0] ?? '').toUpperCase();
  return `/o=Esimerkki/${group}/cn=Configuration/cn=Servers/cn=${name}`;
}

/** The old distinguished name, by which Outlook knows a mailbox. */
export function legacyDn({ guid }: MailboxRecord): string {
  return `/o=Esimerkki/${group}/cn=Recipients/cn=${guid}`;
}

/** The guid in a distinguished name that `legacyDn` made, or null. */
export function guidOfLegacyDn(dn: string): string | null {
  return /\/cn=Recipients\/cn=([0-9a-f-]{36})$/i.exec(dn.trim())?.[1]?.toLowerCase() ?? null;
}

/** The distinguished name of the database. */
export function mailboxDn({ replica }: MailboxRecord, server: string): string {
  return `${serverDn(server)}/cn=Mailbox Database ${replica.slice(0, 8)}`;
}

/** Mailboxes with the same value can share connections for notifications: those of one server. */
export function groupingInformation(server: string): string {
  return `esimerkki.example-${server.split('.')[0] ?? ''}`;
}

type Build = readonly [number, number, number, number];

/** A build as Autodiscover's SOAP service writes it: `15.02.2562.017`. */
export function buildText([major, minor, build, revision]: Build): string {
  const digits = (value: number, count: number): string => String(value).padStart(count, '0');
  return `${digits(major, 2)}.${digits(minor, 2)}.${digits(build, 4)}.${digits(revision, 3)}`;
}

/** A build as the XML answer writes it: eight hexadecimal digits, for instance 73C28A02 for 15.2.2562. */
export function buildNumber([major, minor, build]: Build): string {
  const value = 0x70000000 + major * 0x400000 + minor * 0x10000 + 0x8000 + build;
  return value.toString(16).toUpperCase();
}
