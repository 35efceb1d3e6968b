import { resolveSrv } from 'node:dns/promises';

/** Where the Autodiscover of a domain may be found, in the documented order. Tests name places of their own. */
export interface Places {
  /** Origins that the domain itself names; they prove themselves by their certificate. */
  origins(domain: string): readonly string[];
  /** Address that is asked without a password whether it leads elsewhere. */
  signpost(domain: string): string;
  /** Origins that the domain's DNS names. */
  services(domain: string): Promise<readonly string[]>;
}

/** SRV records are few; a domain with dozens of them is up to something else. */
const MOST_SERVICES = 4;

/** The public ones ("Autodiscover for Exchange", Exchange developer documentation). */
export const PLACES: Places = {
  origins: (domain) => [`https://${domain}`, `https://autodiscover.${domain}`],
  signpost: (domain) => `http://autodiscover.${domain}/autodiscover/autodiscover.xml`,
  async services(domain) {
    // No such record, or no answer: one place fewer to look.
    const records = await resolveSrv(`_autodiscover._tcp.${domain}`).catch(() => []);
    return records
      .filter(({ name, port }) => name !== '' && port === 443)
      .sort((a, b) => a.priority - b.priority || b.weight - a.weight)
      .slice(0, MOST_SERVICES)
      .map(({ name }) => `https://${name}`);
  },
};
