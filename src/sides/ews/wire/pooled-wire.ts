import { Pool } from 'undici';
import { SideError } from '../../../model/problem.ts';
import type { SignIn } from '../sign-in.ts';
import {
  clientOptions,
  dismiss,
  type Wire,
  type WireAnswer,
  type WireOptions,
  type WireRequest,
} from './wire.ts';

/** Requests that each carry their own proof (Basic, Bearer): any connection will do. */
export class PooledWire implements Wire {
  readonly #pool: Pool;
  readonly #signIn: SignIn;

  constructor(options: WireOptions, signIn: SignIn) {
    const { origin, connections, connectTimeout, ca } = options;
    this.#signIn = signIn;
    this.#pool = new Pool(origin, {
      ...clientOptions(options),
      connections,
      connect: { timeout: connectTimeout, ...(ca ? { ca: [...ca] } : {}) },
    });
  }

  async send<T>(request: WireRequest, take: (answer: WireAnswer) => Promise<T>): Promise<T> {
    const proof = await this.#signIn.headers(request.signal);
    const answer = await this.#pool.request({ ...request, headers: { ...request.headers, ...proof } });
    // A refused request was not done: with a new proof it may go out once more.
    if (answer.statusCode !== 401 || !this.#signIn.refused?.(proof)) return take(answer);
    await dismiss(answer);
    const fresh = await this.#signIn.headers(request.signal);
    const again = await this.#pool.request({ ...request, headers: { ...request.headers, ...fresh } });
    return again.statusCode === 401 ? this.#advised(take(again)) : take(again);
  }

  /** A refusal of the sign-in with the advice that fits its way. */
  async #advised<T>(taken: Promise<T>): Promise<T> {
    try {
      return await taken;
    } catch (error) {
      const advice = this.#signIn.adviceWhenRefused;
      if (!(error instanceof SideError) || !advice) throw error;
      throw new SideError({ ...error.details, advice }, { cause: error.cause });
    }
  }

  async greet(request: WireRequest): Promise<WireAnswer> {
    const answer = await this.#pool.request({ ...request });
    await dismiss(answer);
    return answer;
  }

  async destroy(): Promise<void> {
    await this.#pool.destroy();
  }
}
