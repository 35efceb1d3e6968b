import { randomUUID } from 'node:crypto';

/**
 * A refusal of the token endpoint, with the codes and words of Microsoft Entra.
 * https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes
 */
export class TokenError extends Error {
  readonly status: number;
  /** OAuth's own word for it (RFC 6749, 5.2). */
  readonly error: string;
  /** The number behind AADSTS. */
  readonly code: number;

  constructor(status: number, error: string, code: number, message: string) {
    super(message);
    this.status = status;
    this.error = error;
    this.code = code;
  }

  /** The body of the answer. @param now the server's time in milliseconds since 1970 */
  body(now: number): object {
    const [trace, correlation] = [randomUUID(), randomUUID()];
    const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
    const tail = `Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`;
    return {
      error: this.error,
      error_description: `AADSTS${this.code}: ${this.message} ${tail}`,
      error_codes: [this.code],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://login.microsoftonline.com/error?code=${this.code}`,
    };
  }
}

/** The refusals of client credentials. */
export const tokenErrors = {
  tenantNotFound: (tenant: string): TokenError =>
    new TokenError(
      400,
      'invalid_request',
      90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    ),
  parameterMissing: (name: string): TokenError =>
    new TokenError(
      400,
      'invalid_request',
      900144,
      `The request body must contain the following parameter: '${name}'.`,
    ),
  grantUnsupported: (grant: string): TokenError =>
    new TokenError(
      400,
      'unsupported_grant_type',
      70003,
      `The app requested an unsupported grant type '${grant}'.`,
    ),
  applicationNotFound: (client: string, tenant: string): TokenError =>
    new TokenError(
      400,
      'unauthorized_client',
      700016,
      `Application with identifier '${client}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    ),
  secretMissing: (): TokenError =>
    new TokenError(
      401,
      'invalid_client',
      7000216,
      "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    ),
  secretWrong: (client: string): TokenError =>
    new TokenError(
      401,
      'invalid_client',
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${client}'.`,
    ),
  secretExpired: (client: string): TokenError =>
    new TokenError(
      401,
      'invalid_client',
      7000222,
      `The provided client secret keys for app '${client}' are expired.`,
    ),
  scopeWithoutDefault: (scope: string): TokenError =>
    new TokenError(
      400,
      'invalid_scope',
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    ),
  resourceNotFound: (resource: string, tenant: string): TokenError =>
    new TokenError(
      400,
      'invalid_resource',
      500011,
      `The resource principal named ${resource} was not found in the tenant named ${tenant}.`,
    ),
};
