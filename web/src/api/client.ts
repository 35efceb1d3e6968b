import i18next from 'i18next';
import { currentLanguage } from '../language/i18n.ts';
import type { ApiError, Rung, StaleActivity, Trouble } from './contract.ts';

/** What some refusals bring along: the failed rung, Exchange's trouble, the activity as it stands now. */
interface Extras {
  readonly rung?: Rung;
  readonly trouble?: Trouble;
  readonly current?: StaleActivity['current'];
}

/** A refused or failed request. `message` is fit for the screen, in the user's language. */
export class ApiFailure extends Error {
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly code: string;
  /** Sentences that belong beside single fields, by the field's path. */
  readonly fields: Readonly<Record<string, string>>;
  readonly requestId: string | null;
  readonly extras: Extras;

  constructor(status: number, error: Omit<ApiError, 'requestId'> & Extras & { requestId: string | null }) {
    super(error.message);
    this.name = 'ApiFailure';
    this.status = status;
    this.code = error.code;
    this.fields = error.fields ?? {};
    this.requestId = error.requestId;
    this.extras = { rung: error.rung, trouble: error.trouble, current: error.current };
  }
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Milliseconds until the page stops waiting. */
  readonly timeout?: number;
}

const DEFAULT_TIMEOUT = 30_000;
let csrfToken = '';

/** Remembers the token that every changing request has to carry (it comes with `Me`). */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

/**
 * One request to the API, answered as JSON. Throws ApiFailure for every refusal, for no answer at all and
 * for a timeout, so that callers have one kind of failure to show.
 */
export async function call<Answer>(path: string, options: Call = {}): Promise<Answer> {
  const response = await callRaw(path, options);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

/** As `call`, but hands over the response itself, for answers that are read as they come. */
export async function callRaw(path: string, options: Call = {}): Promise<Response> {
  const response = await send(path, options);
  if (!response.ok) throw await failureOf(response);
  return response;
}

async function send(path: string, options: Call): Promise<Response> {
  const timeout = AbortSignal.timeout(options.timeout ?? DEFAULT_TIMEOUT);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  try {
    return await fetch(`/api${path}`, {
      method: options.method ?? 'GET',
      headers: headersFor(options),
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal,
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw noAnswer(timeout.aborted ? 'timeout' : 'unreachable');
  }
}

function headersFor({ method = 'GET', body }: Call): Record<string, string> {
  const headers: Record<string, string> = { 'accept-language': currentLanguage() };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (method !== 'GET' && csrfToken !== '') headers['x-csrf-token'] = csrfToken;
  return headers;
}

function noAnswer(code: 'timeout' | 'unreachable'): ApiFailure {
  return new ApiFailure(0, { code, message: i18next.t(`failure.${code}`), requestId: null });
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const body = (await response.json().catch(() => null)) as (ApiError & Extras) | null;
  if (body && typeof body.message === 'string') return new ApiFailure(response.status, body);
  const message = i18next.t('failure.unexpected', { status: response.status });
  return new ApiFailure(response.status, { code: 'unexpected', message, requestId: null });
}
