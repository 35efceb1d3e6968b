import type { Role } from './contract.ts';

/**
 * Who may call a route: `anyone` (no session), `signedIn` (whatever role), some roles, or the user whom
 * the path's `:userId` names, with the roles that may do it for others.
 */
export type Access =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'signedIn' }
  | { readonly kind: 'roles'; readonly roles: readonly Role[] }
  | { readonly kind: 'oneself'; readonly orRoles: readonly Role[] };

const anyone: Access = { kind: 'anyone' };
const signedIn: Access = { kind: 'signedIn' };
const only = (...roles: Role[]): Access => ({ kind: 'roles', roles });
const oneself = (...orRoles: Role[]): Access => ({ kind: 'oneself', orRoles });

/**
 * The table of who may do what. A route under `/api` that does not stand here keeps the server from
 * starting, so that no route is ever open by oversight. Starting the synchronization is for its own
 * user alone: no role stands beside `oneself()` there.
 */
export const ACCESS: Readonly<Record<string, Access>> = {
  'GET /api/openapi.json': anyone,
  'GET /api/start': anyone,
  'POST /api/session': anyone,
  'DELETE /api/session': signedIn,
  'GET /api/me': signedIn,
  'PATCH /api/me': signedIn,
  'GET /api/add-ons': only('administrator', 'support'),
  'PUT /api/add-ons/:name': only('administrator'),
  'GET /api/activity-types': signedIn,
  'GET /api/exchange-settings': only('administrator', 'support'),
  'PUT /api/exchange-settings': only('administrator'),
  'POST /api/exchange-settings/test': only('administrator'),
  'POST /api/exchange-settings/find-address': only('administrator'),
  'GET /api/users': only('administrator', 'support'),
  'GET /api/colleagues': signedIn,
  'GET /api/users/:userId/synchronization': oneself('administrator', 'support'),
  'POST /api/users/:userId/synchronization/dry-run': oneself(),
  'POST /api/users/:userId/synchronization/on': oneself(),
  'POST /api/users/:userId/synchronization/run': oneself(),
  'POST /api/users/:userId/synchronization/pause': oneself(),
  'POST /api/users/:userId/synchronization/resume': oneself(),
  'POST /api/users/:userId/synchronization/off': oneself('administrator'),
  'POST /api/users/:userId/synchronization/held-deletions': oneself('administrator'),
  'GET /api/activities': signedIn,
  'POST /api/activities': signedIn,
  'GET /api/activities/:id': signedIn,
  'PATCH /api/activities/:id': signedIn,
  'DELETE /api/activities/:id': signedIn,
  'GET /api/log': signedIn,
  'GET /api/log/export': signedIn,
};

/** The table's row for a route as it was declared; undefined where there is none. */
export function accessOf(method: string, url: string): Access | undefined {
  return ACCESS[`${method} ${url}`];
}
