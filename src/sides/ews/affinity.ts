/** More than this and the server is not keeping affinity but something else; the rest is dropped. */
const MOST_COOKIES = 16;
const LONGEST_COOKIE = 4096;

/**
 * Cookies by which Exchange finds the mailbox's own server again (`X-BackEndCookie`, `exchangecookie`,
 * `X-BackEndOverrideCookie`). Kept for one mailbox and never shared: they are routing, not identity.
 */
export class AffinityCookies {
  readonly #cookies = new Map<string, string>();

  /** The Cookie header, or null when there is nothing to send. */
  header(): string | null {
    if (this.#cookies.size === 0) return null;
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** The server that keeps the mailbox's subscriptions, as Exchange names it; null where it does not. */
  backEnd(): string | null {
    return this.#cookies.get('X-BackEndOverrideCookie') ?? null;
  }

  /** Takes the Set-Cookie headers of an answer. */
  remember(setCookie: string | readonly string[] | undefined): void {
    for (const line of typeof setCookie === 'string' ? [setCookie] : (setCookie ?? [])) this.#take(line);
  }

  #take(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    if (at < 1 || pair.length > LONGEST_COOKIE) return;
    const name = pair.slice(0, at).trim();
    const value = pair.slice(at + 1).trim();
    if (value === '' || attributes.some(isOver)) this.#cookies.delete(name);
    else if (this.#cookies.has(name) || this.#cookies.size < MOST_COOKIES) this.#cookies.set(name, value);
  }
}

/** Whether a cookie attribute says that the cookie is taken back. */
function isOver(attribute: string): boolean {
  const [name = '', value = ''] = attribute.split('=').map((part) => part.trim());
  if (/^max-age$/i.test(name)) return Number(value) <= 0;
  return /^expires$/i.test(name) && Date.parse(value) <= Date.now();
}
