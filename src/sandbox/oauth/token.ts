import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Application } from './application.ts';

/** Why a token is worth nothing, in the words and categories of Exchange. */
export class TokenRefused extends Error {
  readonly category: 'invalid_token' | 'token_expired' | 'invalid_resource';

  constructor(message: string, category: TokenRefused['category']) {
    super(message);
    this.category = category;
  }
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Issues access tokens and knows its own again. They look like the real ones: three parts of base64url, the
 * second with the claims. The key lives as long as the server: a restart, or `revoke`, ends every token.
 */
export class Tokens {
  #key = randomBytes(32);

  /** @param now the server's time in milliseconds since 1970 */
  issue(application: Application, resource: string, now: number): string {
    const seconds = Math.floor(now / 1_000);
    const claims = {
      aud: resource,
      iss: `https://sts.windows.net/${application.tenantId}/`,
      iat: seconds,
      nbf: seconds,
      exp: seconds + application.tokenLifetimeSeconds,
      appid: application.clientId,
      appidacr: '1',
      roles: application.impersonation ? ['full_access_as_app'] : [],
      tid: application.tenantId,
      uti: randomUUID(),
      ver: '1.0',
    };
    const content = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}`;
    return `${content}.${this.#sign(content).toString('base64url')}`;
  }

  /** @throws TokenRefused when the token is not one of these, is for something else, or its time is over */
  verify(token: string, resource: string, now: number): void {
    const [head = '', body = '', signature = ''] = token.split('.');
    const given = Buffer.from(signature, 'base64url');
    const right = this.#sign(`${head}.${body}`);
    if (given.length !== right.length || !timingSafeEqual(given, right)) {
      throw new TokenRefused('The token has an invalid signature.', 'invalid_token');
    }
    const { aud, exp } = JSON.parse(Buffer.from(body, 'base64url').toString());
    const isMeant =
      aud === resource || (resource.includes('outlook') && aud === 'https://outlook.office.com');
    if (!isMeant) throw new TokenRefused(`The audience claim value is invalid '${aud}'.`, 'invalid_resource');
    if (exp * 1_000 <= now) throw new TokenRefused('The token has expired.', 'token_expired');
  }

  /** Makes every token that was issued worthless. */
  revoke(): void {
    this.#key = randomBytes(32);
  }

  #sign(content: string): Buffer {
    return createHmac('sha256', this.#key).update(content).digest();
  }
}
