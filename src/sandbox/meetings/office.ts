import type { Organization } from '../mailbox-store/organization.ts';

/** Where meetings are sent and delivered, and when. */
export interface Office {
  readonly organization: Organization;
  /** The server's time in milliseconds since 1970. */
  readonly now: number;
  /** Who signed in with the request that sends; left out where nobody here does. */
  readonly caller?: { readonly principalName: string };
}
