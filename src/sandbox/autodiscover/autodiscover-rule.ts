import { z } from 'zod';

/**
 * What Autodiscover says instead of settings, as the controls want it; the first rule that fits an address counts.
 * Field names are those of `POST /sandbox/autodiscover`.
 */
const what = z.discriminatedUnion('kind', [
  /** HTTP status 302 with this Location, before anybody has to sign in. */
  z.strictObject({ kind: z.literal('httpRedirect'), url: z.url() }),
  /** Any other HTTP status. */
  z.strictObject({ kind: z.literal('httpStatus'), status: z.number().int().min(400).max(599) }),
  /** An answer that sends the client to another URL. */
  z.strictObject({ kind: z.literal('redirectUrl'), url: z.url() }),
  /** An answer that sends the client on with another address. */
  z.strictObject({ kind: z.literal('redirectAddress'), address: z.string().includes('@') }),
  /** An answer of settings in which the server's address is this one. */
  z.strictObject({ kind: z.literal('ewsUrl'), url: z.url() }),
]);

export const autodiscoverRuleSchema = z.strictObject({
  /** The part of the address behind the @; any when absent. */
  domain: z.string().optional(),
  /** The whole address; any when absent. */
  address: z.string().optional(),
  answer: what,
});

export type AutodiscoverRule = z.infer<typeof autodiscoverRuleSchema>;
export type RuleAnswer = AutodiscoverRule['answer'];

export const autodiscoverSettingsSchema = z.strictObject({
  rules: z.array(autodiscoverRuleSchema).optional(),
  /** Whether an address of another domain than the primary one is sent on to the primary one. */
  redirectSecondaryDomains: z.boolean().optional(),
});

/** How Autodiscover is set; not kept over a restart. */
export class AutodiscoverSettings {
  rules: readonly AutodiscoverRule[] = [];
  redirectSecondaryDomains = true;

  reset(): void {
    this.rules = [];
    this.redirectSecondaryDomains = true;
  }

  /** @param address null when the request names none: only rules for everybody fit then */
  ruleFor(address: string | null): RuleAnswer | null {
    const domain = address?.split('@')[1]?.toLowerCase();
    const fits = (rule: AutodiscoverRule): boolean =>
      (rule.domain === undefined || rule.domain.toLowerCase() === domain) &&
      (rule.address === undefined || rule.address.toLowerCase() === address?.toLowerCase());
    return this.rules.find(fits)?.answer ?? null;
  }
}
