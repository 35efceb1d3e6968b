import type { FastifyReply, FastifyRequest } from 'fastify';
import { viewerOf } from '../access-guard.ts';
import type { ProviderAddress } from '../contract.ts';
import { enter } from '../enter.ts';
import type { HttpParts } from '../parts.ts';
import { publicAddress } from '../public-address.ts';
import { Refusal } from '../refusal.ts';
import { accountOf, linkToOneself } from './account.ts';
import { addressesOf, type PersonClaims } from './claims.ts';
import { ProviderFailure } from './failure.ts';
import { endJourney, type Journey, startJourney } from './journey.ts';
import { Provider } from './provider.ts';

/** The page where one's own sign-in is looked after. */
const PROFILE = '/profile/sign-in';
const WARNING = 'a sign-in by the OpenID provider came to nothing';

/** Browsers on their way to the OpenID provider and back. */
export class ProviderSignIn {
  readonly #parts: HttpParts;
  readonly #provider: Provider | null;

  constructor(parts: HttpParts) {
    this.#parts = parts;
    this.#provider = parts.config.provider ? new Provider(parts.config.provider) : null;
  }

  /** Where a browser goes to sign in at the provider; when there is no way, the page that says why. */
  async leave(
    request: FastifyRequest,
    reply: FastifyReply,
    { back, again }: { readonly back: string; readonly again: boolean },
  ): Promise<string> {
    const provider = this.#required();
    try {
      const { location, checks } = await provider.begin(this.#redirectUri(request), again);
      await startJourney(this.#parts, { checks, back, link: null }, request, reply);
      return location;
    } catch (error) {
      return this.#tell(error, request, '/sign-in');
    }
  }

  /** Where the browser of somebody who is signed in goes to be linked; refuses (502) when there is no way. */
  async leaveToLink(request: FastifyRequest, reply: FastifyReply): Promise<ProviderAddress> {
    const provider = this.#required();
    const { organizationId, userId } = viewerOf(request);
    try {
      const { location, checks } = await provider.begin(this.#redirectUri(request));
      const journey = { checks, back: PROFILE, link: { organizationId, userId } };
      await startJourney(this.#parts, journey, request, reply);
      return { location };
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      request.log.warn({ problem: error.problem, words: error.message, requestId: request.id }, WARNING);
      throw new Refusal(502, 'providerUnavailable');
    }
  }

  /** The way back: who it is, whose account that opens, and in. Answers where the browser goes on to. */
  async arrive(request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const provider = this.#required();
    let journey: Journey | null = null;
    try {
      journey = await endJourney(this.#parts, request, reply);
      const callback = new URL(this.#redirectUri(request));
      callback.search = request.raw.url?.split('?')[1] ?? '';
      const claims = await provider.complete(callback, journey.checks);
      return journey.link === null
        ? await this.#signIn(provider, claims, journey, request, reply)
        : await this.#link(provider, claims.sub, journey.link, request);
    } catch (error) {
      return this.#tell(error, request, journey?.link ? PROFILE : '/sign-in');
    }
  }

  async #signIn(
    provider: Provider,
    claims: PersonClaims,
    { back }: Journey,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const owner = await accountOf(this.#parts.database.db, provider.config, claims);
    const user = { organizationId: owner.organizationId, id: owner.userId };
    const vouchedFor = addressesOf(provider.config, claims);
    await enter(this.#parts, user, { request, reply, vouchedFor }).catch((error: unknown) => {
      // The account that is linked has been closed.
      throw error instanceof Refusal ? new ProviderFailure('noAccount') : error;
    });
    return back;
  }

  /** Only while the person is still signed in, in this browser, who wished to be linked. */
  async #link(
    provider: Provider,
    subject: string,
    owner: NonNullable<Journey['link']>,
    request: FastifyRequest,
  ): Promise<string> {
    const { viewer } = request;
    if (viewer?.organizationId !== owner.organizationId || viewer.userId !== owner.userId)
      throw new ProviderFailure('expired');
    const identity = { issuer: provider.config.issuer, subject };
    await linkToOneself(this.#parts.database.db, owner, identity, 'linkTaken');
    return `${PROFILE}?linked=true`;
  }

  /** The page that tells the person; the provider's words are for the log. */
  #tell(error: unknown, request: FastifyRequest, page: string): string {
    if (!(error instanceof ProviderFailure)) throw error;
    request.log.warn({ problem: error.problem, words: error.message, requestId: request.id }, WARNING);
    return `${page}?problem=${error.problem}`;
  }

  #redirectUri(request: FastifyRequest): string {
    return `${publicAddress(this.#parts.config, request)}/api/oidc/callback`;
  }

  #required(): Provider {
    if (this.#provider === null) throw new Refusal(404, 'noProvider');
    return this.#provider;
  }
}
