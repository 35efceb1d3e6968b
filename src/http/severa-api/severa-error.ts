/** Severa's kinds of errors (`ExceptionTypeEnum` of its OpenAPI description) that this API answers with. */
export type SeveraErrorType =
  | 'InternalSystemError'
  | 'AuthenticationRequired'
  | 'AddonMissing'
  | 'InvalidParameter'
  | 'InvalidOperation'
  | 'InvalidRequest'
  | 'InsufficientApiScope'
  | 'PermissionDenied';

/** Where in the request the fault stands (`ExceptionLocationModel`). */
export interface SeveraErrorLocation {
  readonly type: 'PathParameter' | 'RequestBody' | 'RequestHeader' | 'UriParameter';
  readonly name: string;
  /** The value or id that was refused, where it helps. */
  readonly identifier?: string;
}

export interface SeveraErrorDetail {
  readonly message: string;
  readonly location?: SeveraErrorLocation;
}

/** A refusal of the Severa-shaped API; its error handler turns it into `{ error: … }`. */
export class SeveraError extends Error {
  readonly status: number;
  readonly type: SeveraErrorType;
  readonly details: readonly SeveraErrorDetail[];

  constructor(status: number, type: SeveraErrorType, details: readonly SeveraErrorDetail[]) {
    super(details.map((detail) => detail.message).join(' '));
    this.name = 'SeveraError';
    this.status = status;
    this.type = type;
    this.details = details;
  }
}

/** The answer's body: `{ error: { httpStatusCode, type, details } }`. */
export function severaErrorBody(error: SeveraError) {
  return { error: { httpStatusCode: error.status, type: error.type, details: error.details } };
}

/** 404 for an id that this organization does not have. */
export function notFound(what: string, name: string, identifier: string): SeveraError {
  const location = { type: 'PathParameter', name, identifier } as const;
  return new SeveraError(404, 'InvalidParameter', [
    { message: `${what} ${identifier} was not found.`, location },
  ]);
}

/** 400 for a property of the request's body. */
export function badProperty(name: string, message: string): SeveraError {
  return new SeveraError(400, 'InvalidParameter', [{ message, location: { type: 'RequestBody', name } }]);
}

/** 400 for a query parameter. */
export function badFilter(name: string, message: string): SeveraError {
  return new SeveraError(400, 'InvalidParameter', [{ message, location: { type: 'UriParameter', name } }]);
}
