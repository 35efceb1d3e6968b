/** Severa's limit: 10 requests a second for each organization. */
export const REQUESTS_A_SECOND = 10;

/** The documented words of the refusal. */
export const QUOTA_EXCEEDED = `API calls quota exceeded! maximum admitted ${REQUESTS_A_SECOND} per 1s.`;

/**
 * Counts each organization's requests over a sliding second. Refused requests do not count, so that a
 * client which goes on asking is served as soon as its second has passed.
 */
export class RequestQuota {
  readonly #recent = new Map<string, number[]>();
  readonly #now: () => number;

  /** `now` tells milliseconds; the default never runs backwards. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Takes one request if there is room; returns 0, or the milliseconds until there will be. */
  take(organizationId: string): number {
    const now = this.#now();
    const recent = (this.#recent.get(organizationId) ?? []).filter((at) => at > now - 1000);
    this.#recent.set(organizationId, recent);
    const oldest = recent[0];
    if (recent.length >= REQUESTS_A_SECOND && oldest !== undefined) return oldest + 1000 - now;
    recent.push(now);
    return 0;
  }
}
