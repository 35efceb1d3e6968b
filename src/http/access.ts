import type { Role } from './contract.ts';

/**
 * Who may call a route: `anyone` (no session), `signedIn` (whatever role), some roles, or the user whom
 * the path's `:userId` names (never an operator), with the roles that may do it for others.
 */
export type Access =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'signedIn' }
  | { readonly kind: 'roles'; readonly roles: readonly Role[] }
  | { readonly kind: 'oneself'; readonly orRoles: readonly Role[] };

const anyone: Access = { kind: 'anyone' };
const signedIn: Access = { kind: 'signedIn' };
const only = (...roles: Role[]): Access => ({ kind: 'roles', roles });
/** Everyone in a company; an operator belongs to none and sees into no calendar. */
const inCompany = only('administrator', 'user', 'support');
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
  'GET /api/me/sign-in': signedIn,
  'PUT /api/me/password': signedIn,
  'POST /api/me/identity': signedIn,
  'DELETE /api/me/identity': signedIn,
  'POST /api/password/forgot': anyone,
  'POST /api/password/link': anyone,
  'POST /api/password/set': anyone,
  'GET /api/oidc/start': anyone,
  'GET /api/oidc/callback': anyone,
  'GET /api/companies': only('operator'),
  'POST /api/companies': only('operator'),
  'POST /api/companies/:companyId/invitation': only('operator'),
  'GET /api/add-ons': only('administrator', 'support'),
  'PUT /api/add-ons/:name': only('administrator'),
  'GET /api/activity-types': inCompany,
  'GET /api/exchange-settings': only('administrator', 'support'),
  'PUT /api/exchange-settings': only('administrator'),
  'POST /api/exchange-settings/test': only('administrator'),
  'POST /api/exchange-settings/find-address': only('administrator'),
  'GET /api/exchange-settings/move': only('administrator', 'support'),
  'POST /api/exchange-settings/move': only('administrator'),
  'GET /api/exchange-settings/move/users': only('administrator', 'support'),
  'POST /api/exchange-settings/move/look': only('administrator'),
  'POST /api/exchange-settings/move/cancel': only('administrator'),
  'POST /api/exchange-settings/move/confirm': only('administrator'),
  'PUT /api/guide-feedback/:guide': only('administrator', 'support'),
  'GET /api/guide-feedback': only('administrator', 'support', 'operator'),
  'GET /api/users': only('administrator', 'support'),
  'POST /api/users': only('administrator'),
  'PATCH /api/users/:userId': only('administrator'),
  'PUT /api/users/:userId/account': only('administrator'),
  'POST /api/synchronization-invitations': only('administrator'),
  'DELETE /api/me/synchronization-invitation': inCompany,
  'POST /api/users/:userId/password-link': only('administrator'),
  'GET /api/colleagues': inCompany,
  'GET /api/users/:userId/synchronization': oneself('administrator', 'support'),
  'GET /api/users/:userId/move': oneself('administrator', 'support'),
  'GET /api/users/:userId/synchronization/pairs': oneself('administrator', 'support'),
  'POST /api/users/:userId/synchronization/dry-run': oneself(),
  'POST /api/users/:userId/synchronization/confirmation': oneself(),
  'POST /api/users/:userId/synchronization/confirmation/code': oneself(),
  'POST /api/users/:userId/synchronization/on': oneself(),
  'POST /api/users/:userId/synchronization/run': oneself(),
  'POST /api/users/:userId/synchronization/pause': oneself(),
  'POST /api/users/:userId/synchronization/resume': oneself(),
  'POST /api/users/:userId/synchronization/off': oneself('administrator'),
  'POST /api/users/:userId/synchronization/held-deletions': oneself('administrator'),
  'GET /api/activities': inCompany,
  'POST /api/activities': inCompany,
  'GET /api/activities/:id': inCompany,
  'PATCH /api/activities/:id': inCompany,
  'DELETE /api/activities/:id': inCompany,
  'PUT /api/activities/:id/answer': inCompany,
  'GET /api/log': inCompany,
  'GET /api/log/export': inCompany,
  'GET /api/log/live': inCompany,
  'GET /api/log/runs': inCompany,
  'GET /api/log/companies': inCompany,
  'GET /api/log/people': only('administrator', 'support'),
  'POST /api/log/:storyId/put-back': only('administrator', 'user'),
  'GET /api/set-aside': inCompany,
  'POST /api/set-aside/try-again': inCompany,
  'GET /api/held-deletions': inCompany,
  'GET /api/held-deletions/:userId': oneself('administrator', 'support'),
  'GET /api/support-people': only('operator'),
  'PUT /api/support-people/:homeId/:userId': only('operator'),
  'GET /api/audit': only('administrator', 'support', 'operator'),
  'GET /api/audit/export': only('administrator', 'support', 'operator'),
  'GET /api/health': only('administrator', 'support', 'operator'),
  'GET /api/health/mailboxes': only('administrator', 'support'),
  'GET /api/alerts': only('administrator', 'support'),
  'GET /api/alert-settings': only('administrator', 'support'),
  'PUT /api/alert-settings': only('administrator'),
  'POST /api/alert-settings/test': only('administrator'),
};

/** The table's row for a route as it was declared; undefined where there is none. */
export function accessOf(method: string, url: string): Access | undefined {
  return ACCESS[`${method} ${url}`];
}
