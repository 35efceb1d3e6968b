/**
 * Everything that the page and the API agree on: zod schemas (checked by the server, described in
 * `/api/openapi.json`) and the types inferred from them. The page imports this file and nothing else.
 */
export * from './contract/activities.ts';
export * from './contract/alerts.ts';
export * from './contract/audit.ts';
export * from './contract/calendar-time.ts';
export * from './contract/companies.ts';
export * from './contract/errors.ts';
export * from './contract/exchange-settings.ts';
export * from './contract/guide.ts';
export * from './contract/health.ts';
export * from './contract/log.ts';
export * from './contract/log-live.ts';
export * from './contract/log-work.ts';
export * from './contract/move.ts';
export * from './contract/passwords.ts';
export * from './contract/recurrence.ts';
export * from './contract/session.ts';
export * from './contract/support.ts';
export * from './contract/synchronization.ts';
export * from './contract/synchronized-pairs.ts';
export * from './contract/users.ts';
