import type { Services } from '../services.ts';

/** A call of the controls. */
export interface ControlCall {
  /** The named parts of the path, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The body as JSON; undefined when there was none. */
  readonly body: unknown;
  readonly services: Services;
}

/** A refusal with an HTTP status and a sentence. */
export class ControlError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** One control: a method, a path with `:names`, and what it returns as JSON. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly handle: (call: ControlCall) => unknown;
}
