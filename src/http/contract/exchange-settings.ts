import { z } from 'zod';
import { ApiError } from './errors.ts';

/** GET /api/add-ons → AddOn[]; PUT /api/add-ons/:name with AddOnChange (administrator). */
export const AddOn = z.object({
  name: z.literal('exchange-calendar-synchronization'),
  active: z.boolean(),
  changedAt: z.string().nullable(),
});
export type AddOn = z.infer<typeof AddOn>;
export const AddOnChange = z.strictObject({ active: z.boolean() });
export type AddOnChange = z.infer<typeof AddOnChange>;

export const ExchangeVersion = z.enum([
  'office365-graph',
  'office365-ews',
  'subscription-edition',
  '2019',
  '2016',
  '2013',
  '2010',
  '2007-sp1',
]);
export type ExchangeVersion = z.infer<typeof ExchangeVersion>;

/**
 * What the form holds. `delegatePassword` and `clientSecret` are written, never read back: null keeps the stored one.
 * `signInWay` `application` (OAuth client credentials, for `office365-ews` alone) signs in with `tenant`,
 * `applicationId` and `clientSecret`; the delegate's account and password are then not used.
 */
export const ExchangeForm = z.strictObject({
  version: ExchangeVersion,
  signInWay: z.enum(['password', 'application']).default('password'),
  /** Which of Microsoft's clouds the tenant is in: it decides the login and, without `ewsUrl`, the EWS address. */
  cloud: z.enum(['worldwide', 'usGovernment', 'usDefense', 'china']).default('worldwide'),
  /** Tenant id or one of its domains. */
  tenant: z.string().max(255).default(''),
  applicationId: z.string().max(100).default(''),
  clientSecret: z.string().max(1024).nullable().default(null),
  ewsUrl: z.string().max(2000),
  delegateUserName: z.string().max(320),
  delegatePassword: z.string().max(1024).nullable(),
  netbiosDomain: z.string().max(255),
  outgoingTypeIds: z.array(z.uuid()).max(500),
  defaultTypeId: z.uuid().nullable(),
  conflictPolicy: z.enum(['newest', 'activities', 'mailbox']),
  participantsPolicy: z.enum(['copies', 'invitations']),
  daysBack: z.number().int().min(0).max(3650),
  daysAhead: z.number().int().min(1).max(3650),
  deletionLimit: z.number().int().min(1).max(100_000),
});
export type ExchangeForm = z.infer<typeof ExchangeForm>;

export const ActivityCategory = z.enum(['CalendarEntry', 'SalesEvent', 'Task', 'Personal', 'Absences']);
export type ActivityCategory = z.infer<typeof ActivityCategory>;

/** GET /api/activity-types → ActivityType[] (everyone signed in). */
export const ActivityType = z.object({
  id: z.uuid(),
  names: z.object({ fi: z.string(), en: z.string(), sv: z.string() }),
  category: ActivityCategory,
  /** CSS colour of its entries in the calendar. */
  color: z.string(),
  active: z.boolean(),
  isDefault: z.boolean(),
});
export type ActivityType = z.infer<typeof ActivityType>;

/** GET /api/exchange-settings (administrator, support read-only). */
export const ExchangeSettings = z.object({
  /** Null before the first save; the form then starts from `suggestion`. */
  saved: ExchangeForm.nullable(),
  suggestion: ExchangeForm,
  hasPassword: z.boolean(),
  hasClientSecret: z.boolean(),
  savedAt: z.string().nullable(),
  savedBy: z.string().nullable(),
  /** True when it was saved without passing the test. */
  savedAnyway: z.boolean(),
  hasPersonalType: z.boolean(),
  /** Somebody synchronizes: another version, server or account is then a move (POST /api/exchange-settings/move). */
  isInUse: z.boolean(),
});
export type ExchangeSettings = z.infer<typeof ExchangeSettings>;

/**
 * PUT /api/exchange-settings. Runs the test first (with `testMailbox`); 422 `connectionTestFailed` with
 * the failed rung in `fields` when it does not pass, unless `saveAnyway`.
 */
export const ExchangeSettingsSave = z.strictObject({
  form: ExchangeForm,
  testMailbox: z.string().max(320),
  saveAnyway: z.boolean(),
});
export type ExchangeSettingsSave = z.infer<typeof ExchangeSettingsSave>;

/**
 * POST /api/exchange-settings/find-address: Autodiscover. The password is always the one just typed; the
 * stored one is never sent to places that it was not entered for.
 */
export const FindAddress = z.strictObject({
  mailbox: z.string().max(320),
  delegateUserName: z.string().max(320),
  delegatePassword: z.string().max(1024),
  netbiosDomain: z.string().max(255),
  /** A host of another domain, as `confirmHost` named it, to which the administrator lets the password go. */
  confirmedHost: z.string().max(255).nullable(),
});
export type FindAddress = z.infer<typeof FindAddress>;

/** Either `found` or `trouble`; with `confirmHost` the search can go on once that host is confirmed. */
export const FoundAddress = z.object({
  found: z
    .object({ ewsUrl: z.string(), primaryAddress: z.string(), version: ExchangeVersion.nullable() })
    .nullable(),
  trouble: z
    .object({
      code: z.string(),
      /** The server's exact words. */
      words: z.string(),
      requestId: z.string().nullable(),
      /** Key of the advice in the language files, `advice.<key>`. */
      advice: z.string().nullable(),
    })
    .nullable(),
  confirmHost: z.string().nullable(),
});
export type FoundAddress = z.infer<typeof FoundAddress>;

/** POST /api/exchange-settings/test: answers `application/x-ndjson`, one Rung a line, as each is known. */
export const ExchangeTest = z.strictObject({ form: ExchangeForm, testMailbox: z.string().max(320) });
export type ExchangeTest = z.infer<typeof ExchangeTest>;

export const Rung = z.object({
  name: z.enum([
    'address',
    'tls',
    'clock',
    'signIn',
    'version',
    'impersonation',
    'folder',
    'probe',
    'notifications',
  ]),
  state: z.enum(['running', 'passed', 'failed', 'skipped']),
  /** The server's exact words, or ours where the server was never reached. */
  words: z.string(),
  requestId: z.string().nullable(),
  /** Key of the advice in the language files, `advice.<key>`. */
  advice: z.string().nullable(),
  facts: z.record(z.string(), z.string()),
  millis: z.number(),
});
export type Rung = z.infer<typeof Rung>;

/** 422 `connectionTestFailed` of PUT /api/exchange-settings: `fields` has the rung's name and its words. */
export const ConnectionTestFailed = ApiError.extend({ rung: Rung });
export type ConnectionTestFailed = z.infer<typeof ConnectionTestFailed>;
