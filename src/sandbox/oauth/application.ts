import type { ImpersonationRight } from '../mailbox-store/account.ts';

/** The application that is registered with the directory, and the directory itself. */
export interface Application {
  readonly tenantId: string;
  /** The tenant's domains; each names the tenant as well as its id does. */
  readonly tenantDomains: readonly string[];
  readonly clientId: string;
  readonly secret: string;
  readonly secretExpired: boolean;
  /** For how long a token is good, in seconds. */
  readonly tokenLifetimeSeconds: number;
  /** Which mailboxes it may act for; null when it lacks full_access_as_app. */
  readonly impersonation: ImpersonationRight | null;
}

export const exampleApplication: Application = {
  tenantId: '5e1f3c52-9d6f-4a1b-8d52-6a0c4b7f1d20',
  tenantDomains: ['esimerkki.example'],
  clientId: '7a0c1f0e-5b1d-4c8e-9a51-2f60d3c0de01',
  secret: 'graph-demo',
  secretExpired: false,
  tokenLifetimeSeconds: 3_599,
  impersonation: { scope: null },
};

export const exchangeResource = 'https://outlook.office365.com';

/** What tokens can be asked for, each with `/.default` behind it. */
export const resources: readonly string[] = [
  exchangeResource,
  'https://outlook.office.com',
  'https://graph.microsoft.com',
];
