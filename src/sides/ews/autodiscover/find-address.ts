import { type ErrorDetails, SideError } from '../../../model/problem.ts';
import { ewsDetails } from '../errors.ts';
import { checkedUrl } from '../ews-address.ts';
import type { EwsVersion } from '../versions.ts';
import type { Account } from '../wire/open-wire.ts';
import type { Saying } from './answer.ts';
import { askPlace, askSignpost } from './ask.ts';
import { PLACES, type Places } from './places.ts';
import { isPrivate, isTrusted } from './trust.ts';

export interface FindOptions {
  /** An address that is asked before all others: a person's or the operator's own word. */
  readonly first?: string | undefined;
  /** Hosts of other domains that a person confirmed: the password may go there. */
  readonly confirmedHosts?: readonly string[];
  readonly places?: Places;
}

export interface FoundAddress {
  readonly ewsUrl: string;
  /** Primary address of the mailbox, as the server names it. */
  readonly primaryAddress: string;
  /** The server's version where it could be told. */
  readonly version: EwsVersion | null;
}

/** Either the address, or why there is none; `confirm` names a host that a person may confirm. */
export type FindResult =
  | { readonly ok: true; readonly value: FoundAddress }
  | { readonly ok: false; readonly error: ErrorDetails; readonly confirm: string | null };

/** Redirections altogether, and milliseconds for the whole search. */
const MOST_HOPS = 10;
const PATIENCE = 60_000;

/** Places that may refuse the password before the search ends: more would bring the account near its lock. */
const MOST_REFUSALS = 2;

/**
 * Finds the EWS address of a mailbox by Autodiscover: SOAP before plain XML at each place, the places in the
 * documented order, redirections followed within bounds. The password goes over TLS only, and only to places
 * that the mailbox's own domain names or that a person confirmed. Never throws.
 */
export async function findAddress(
  mailbox: string,
  account: Account,
  signal: AbortSignal,
  options: FindOptions = {},
): Promise<FindResult> {
  const search = new Search(
    mailbox,
    account,
    AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
    options,
  );
  const found = await search.run();
  return found ? { ok: true, value: found } : { ok: false, ...search.why() };
}

class Search {
  readonly #account: Account;
  readonly #signal: AbortSignal;
  readonly #options: FindOptions;
  readonly #places: Places;
  readonly #asked = new Set<string>();
  /** Origins that refused the password. */
  readonly #refusedBy = new Set<string>();
  #address: string;
  #hops = 0;
  #trouble: ErrorDetails | null = null;
  #confirm: string | null = null;

  constructor(mailbox: string, account: Account, signal: AbortSignal, options: FindOptions) {
    this.#address = mailbox.trim();
    this.#account = account;
    this.#signal = signal;
    this.#options = options;
    this.#places = options.places ?? PLACES;
  }

  /** The address, or null; each new address of the mailbox begins at the domain's first place again. */
  async run(): Promise<FoundAddress | null> {
    for (let address = ''; address !== this.#address && this.#hops < MOST_HOPS; ) {
      address = this.#address;
      for await (const url of this.#candidates()) {
        const found = await this.#follow(url);
        if (found) return found;
        // Another address of the mailbox: its own domain is asked from the beginning.
        if (this.#address !== address || this.#isOver) break;
      }
    }
    return null;
  }

  /** Of the troubles on the way, the one that a person can do most about. */
  why(): { error: ErrorDetails; confirm: string | null } {
    const host = this.#confirm;
    if (host && !isAboutTheAccount(this.#trouble)) {
      const words = `Autodiscover leads to ${host}, which is not within the mailbox's own domain`;
      return { error: ewsDetails('EWS_AUTODISCOVER_CONFIRM', words, { extra: { host } }), confirm: host };
    }
    const nothing = ewsDetails('EWS_AUTODISCOVER_NOTHING', `no place tells the address of ${this.#address}`);
    return { error: this.#trouble ?? nothing, confirm: null };
  }

  get #isOver(): boolean {
    return this.#signal.aborted || this.#refusedBy.size >= MOST_REFUSALS;
  }

  get #domain(): string {
    return this.#address.slice(this.#address.lastIndexOf('@') + 1).toLowerCase();
  }

  async *#candidates(): AsyncGenerator<URL> {
    const domain = this.#domain;
    const { first } = this.#options;
    if (first) yield* servicesAt(first);
    for (const origin of this.#places.origins(domain)) yield* servicesAt(origin);
    const shown = await askSignpost(this.#places.signpost(domain), this.#signal);
    if (shown) yield* this.#trusted(URL.parse(shown));
    for (const origin of await this.#places.services(domain))
      for (const url of servicesAt(origin)) yield* this.#trusted(url);
  }

  /** The place where the password may go; any other is remembered, so that a person can confirm it. */
  #trusted(url: URL | null): URL[] {
    if (!url || !isPrivate(url)) return [];
    if (isTrusted(url, this.#domain, this.#options.confirmedHosts ?? [])) return [url];
    this.#confirm ??= url.hostname;
    return [];
  }

  /** Asks a place, and where it sends us, until somebody tells or nobody does. */
  async #follow(start: URL): Promise<FoundAddress | null> {
    for (let url: URL | undefined = start; url; ) {
      const key = `${this.#address.toLowerCase()} ${url.href.toLowerCase()}`;
      if (this.#asked.has(key) || this.#refusedBy.has(url.origin) || this.#isOver) return null;
      this.#asked.add(key);
      const saying = await this.#ask(url);
      if (saying?.kind === 'settings') return this.#accept(saying);
      if (saying?.kind === 'address') return this.#goOnAs(saying.address);
      url = saying?.kind === 'url' ? this.#next(saying.url, url) : undefined;
    }
    return null;
  }

  async #ask(url: URL): Promise<Saying | null> {
    try {
      const saying = await askPlace(url, this.#address, this.#account, this.#signal);
      if (saying.kind === 'nothing')
        this.#note(
          ewsDetails('EWS_AUTODISCOVER_NOTHING', saying.words, {
            extra: { said: saying.code, host: url.host },
          }),
        );
      return saying;
    } catch (error) {
      if (!(error instanceof SideError)) throw error;
      if (error.details.code === 'HTTP 401') this.#refusedBy.add(url.origin);
      this.#note(error.details);
      return null;
    }
  }

  #accept({ ewsUrl, primaryAddress, version }: Extract<Saying, { kind: 'settings' }>): FoundAddress | null {
    try {
      const url = checkedUrl(ewsUrl);
      return { ewsUrl: url.href, primaryAddress: primaryAddress ?? this.#address, version };
    } catch (error) {
      if (!(error instanceof SideError)) throw error;
      this.#note(error.details);
      return null;
    }
  }

  #goOnAs(address: string): null {
    this.#hops += 1;
    if (/^[^@\s]+@[^@\s/]+$/.test(address)) this.#address = address;
    return null;
  }

  #next(target: string, from: URL): URL | undefined {
    this.#hops += 1;
    if (this.#hops >= MOST_HOPS) return undefined;
    return this.#trusted(URL.parse(target, from.href))[0];
  }

  /** A refused password says more than a name that does not resolve. */
  #note(error: ErrorDetails): void {
    if (this.#trouble === null || (!isAboutTheAccount(this.#trouble) && isAnswer(error)))
      this.#trouble = error;
  }
}

function isAboutTheAccount(error: ErrorDetails | null): boolean {
  return error?.code === 'HTTP 401' || error?.code === 'HTTP 403' || error?.code === 'EWS_TOKEN_REFUSED';
}

/** Whether somebody answered at all, and as Exchange might. */
function isAnswer(error: ErrorDetails): boolean {
  return isAboutTheAccount(error) || error.code === 'EWS_AUTODISCOVER_NOTHING';
}

/** Both services at an origin; a full address is the one service that it names. */
function servicesAt(place: string): URL[] {
  const url = URL.parse(place.trim());
  if (!url || !isPrivate(url)) return [];
  if (/\.(svc|xml)$/i.test(url.pathname)) return [url];
  return ['svc', 'xml'].map((kind) => new URL(`/autodiscover/autodiscover.${kind}`, url.origin));
}
