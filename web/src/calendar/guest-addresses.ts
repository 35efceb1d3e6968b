import type { ActivityGuest, Colleague } from '../api/contract.ts';

/** Enough to catch a slip of the pen; whether the address exists only a mail server knows. */
const ADDRESS = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@.,;<>"]{2,}$/;

/** What was typed as guests and is no e-mail address. */
export function notAddresses(guests: readonly ActivityGuest[]): string[] {
  return guests.map(({ address }) => address).filter((address) => !ADDRESS.test(address));
}

/** People as typed into the list of guests. */
export interface TypedGuests {
  readonly guests: ActivityGuest[];
  /** Ids of those who turn out to be colleagues: they take part as such, with a calendar of their own. */
  readonly colleagueIds: string[];
}

/** Guests by typed addresses: who was there keeps the name, and nobody stands there twice. */
export function typedGuests(
  addresses: readonly string[],
  known: readonly ActivityGuest[],
  colleagues: readonly Colleague[],
): TypedGuests {
  const nameOf = new Map(known.map(({ name, address }) => [address.toLowerCase(), name]));
  const idOf = new Map(colleagues.map(({ id, email }) => [email.toLowerCase(), id]));
  const typed = [...new Set(addresses.map((address) => address.trim().toLowerCase()))].filter(
    (address) => address !== '',
  );
  return {
    guests: typed
      .filter((address) => !idOf.has(address))
      .map((address) => ({ name: nameOf.get(address) ?? '', address })),
    colleagueIds: typed.flatMap((address) => idOf.get(address) ?? []),
  };
}
