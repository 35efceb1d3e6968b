import type { ExchangeVersion } from '../model/organization.ts';
import type { ErrorDetails } from '../model/problem.ts';
import { findAddress as search } from '../sides/ews/autodiscover/find-address.ts';

/** For whom the address is sought, and the account with which it is asked for. */
export interface AddressQuestion {
  readonly mailbox: string;
  readonly userName: string;
  readonly password: string;
  readonly netbiosDomain: string;
  /** Host of another domain to which a person allowed the password to go. */
  readonly confirmedHost: string | null;
}

/** The address, or why there is none; `confirm` names a host that waits for a person's yes. */
export type AddressAnswer =
  | {
      readonly ok: true;
      readonly ewsUrl: string;
      readonly primaryAddress: string;
      readonly version: ExchangeVersion | null;
    }
  | { readonly ok: false; readonly error: ErrorDetails; readonly confirm: string | null };

export interface FindTools {
  /** Further certificate authority in PEM. */
  readonly ca?: string | undefined;
  /** Where Autodiscover is asked before the places that the mailbox's domain names. */
  readonly autodiscoverUrl?: string | undefined;
}

/** Finds the EWS address of a mailbox by Autodiscover; never throws for what servers do. */
export async function findAddress(
  { ca, autodiscoverUrl }: FindTools,
  { mailbox, userName, password, netbiosDomain, confirmedHost }: AddressQuestion,
  signal: AbortSignal,
): Promise<AddressAnswer> {
  const account = { userName, password, domain: netbiosDomain, ...(ca && { ca }) };
  const confirmedHosts = confirmedHost === null ? [] : [confirmedHost];
  const found = await search(mailbox, account, signal, { first: autodiscoverUrl, confirmedHosts });
  return found.ok ? { ok: true, ...found.value } : found;
}
