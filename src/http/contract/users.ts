import { z } from 'zod';
import { IssuedLink } from './passwords.ts';
import { Language } from './session.ts';
import { Trouble } from './synchronization.ts';

/** A role that a user of a company can have; operators belong to none. */
export const CompanyRole = z.enum(['administrator', 'user', 'support']);
export type CompanyRole = z.infer<typeof CompanyRole>;

/** What is wrong with a user's synchronization, by who has to do something about it. */
export const UserProblemKind = z.enum([
  'noMailbox',
  'licenceMissing',
  'accountDisabled',
  'noRight',
  'connection',
  'addressMismatch',
  'deletionsHeld',
  'entriesSetAside',
  'passing',
  'other',
]);
export type UserProblemKind = z.infer<typeof UserProblemKind>;

/** The last invitation to switch on; `mail` is `none` where no mail could be sent. */
export const InvitationView = z.object({
  at: z.string(),
  /** Name of whoever invited; empty when they are gone. */
  by: z.string(),
  mail: z.enum(['none', 'waiting', 'sent', 'failed']),
  /** The user does not want to see the message any more. */
  dismissed: z.boolean(),
});
export type InvitationView = z.infer<typeof InvitationView>;

/** GET /api/users?search=&state=&role=&problem=&sort=&order=&page=&pageSize= → UserPage (administrator, support). */
export const UserRow = z.object({
  id: z.uuid(),
  name: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  /** By which the user signs in. */
  email: z.string(),
  role: CompanyRole,
  language: Language,
  /** IANA zone. */
  timeZone: z.string(),
  account: z.enum(['active', 'disabled']),
  lastSignInAt: z.string().nullable(),
  state: z.enum(['off', 'on', 'paused']),
  /** False for those who have never switched on. */
  wasOn: z.boolean(),
  since: z.string().nullable(),
  lastSuccessAt: z.string().nullable(),
  /** The mailbox that is synchronized, as the server calls it; null while off. */
  mailbox: z.string().nullable(),
  trouble: Trouble.nullable(),
  /** Entries set aside. */
  problems: z.number(),
  /** Deletions that wait for a person. */
  held: z.number(),
  /** Everything that is wrong, the most pressing first. */
  problemKinds: z.array(UserProblemKind),
  /** The address is none of the mailbox's; null where it is, or nobody knows. */
  mismatch: z.enum(['foundBySignInName', 'addressChanged']).nullable(),
  invitation: InvitationView.nullable(),
});
export type UserRow = z.infer<typeof UserRow>;

/** Of all active users, by how they stand. `off` are all who are off, `never` among them. */
export const UserCounts = z.object({
  all: z.number(),
  on: z.number(),
  paused: z.number(),
  off: z.number(),
  never: z.number(),
  trouble: z.number(),
  held: z.number(),
  /** Accounts that are disabled; they are in none of the other counts. */
  disabled: z.number(),
});
export type UserCounts = z.infer<typeof UserCounts>;

/** `total` is how many the filter lets through. */
export const UserPage = z.object({ rows: z.array(UserRow), total: z.number(), counts: UserCounts });
export type UserPage = z.infer<typeof UserPage>;

export const UserQuery = z.strictObject({
  /** Part of a name, a user name or a mailbox's address. */
  search: z.string().max(200).optional(),
  /** Disabled accounts are listed by `disabled` alone. */
  state: z.enum(['on', 'paused', 'off', 'never', 'trouble', 'held', 'disabled']).optional(),
  role: CompanyRole.optional(),
  problem: UserProblemKind.optional(),
  sort: z
    .enum(['name', 'email', 'role', 'state', 'since', 'lastSuccess', 'problem', 'invited'])
    .default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
  /** The first page is 1. */
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type UserQuery = z.infer<typeof UserQuery>;

const FirstName = z.string().trim().min(1).max(100);
const LastName = z.string().trim().min(1).max(100);
const Email = z.string().trim().toLowerCase().max(320).pipe(z.email());
const TimeZone = z.string().min(1).max(100);

/** POST /api/users → UserAnswer (administrator): adds a user, whose synchronization is off, and invites them to sign in. */
export const UserForm = z.strictObject({
  firstName: FirstName,
  lastName: LastName,
  email: Email,
  role: CompanyRole,
  language: Language,
  timeZone: TimeZone,
});
export type UserForm = z.infer<typeof UserForm>;

/**
 * PATCH /api/users/:userId → UserAnswer (administrator): what is not named stays. Another address ends every way in
 * that the account has had, and the user gets a link to set a password at the new one; one's own leaves one signed in.
 */
export const UserPatch = UserForm.partial();
export type UserPatch = z.infer<typeof UserPatch>;

/** `link` is null where none was needed. */
export const UserAnswer = z.object({ user: UserRow, link: IssuedLink.nullable() });
export type UserAnswer = z.infer<typeof UserAnswer>;

/**
 * PUT /api/users/:userId/account → UserRow (administrator). Disabled, a user is signed out and cannot sign in, and
 * their synchronization is turned off, keeping what was synchronized. Enabled, it stays off: only they turn it on.
 */
export const AccountState = z.strictObject({ active: z.boolean() });
export type AccountState = z.infer<typeof AccountState>;

/** How many users one order to invite reaches at most. */
export const INVITED_AT_ONCE = 1000;

/**
 * POST /api/synchronization-invitations → InvitationAnswer (administrator): asks users to turn their synchronization
 * on, by a message in the application and, where a mail server is configured, a mail in their language. Nothing is
 * turned on by it. Whoever was invited within the last seven days is left out unless `again`.
 */
export const InvitationOrder = z.strictObject({
  /** Null: everyone whose synchronization is off. */
  userIds: z.array(z.uuid()).min(1).max(INVITED_AT_ONCE).nullable(),
  again: z.boolean().default(false),
});
export type InvitationOrder = z.infer<typeof InvitationOrder>;

export const InvitationAnswer = z.object({
  invited: z.number(),
  /** Left out, since they were invited within the last seven days. */
  recently: z.number(),
  /** Left for the next order, since one reaches so many at most. */
  left: z.number(),
  /** Whether mails go out as well. */
  mailed: z.boolean(),
});
export type InvitationAnswer = z.infer<typeof InvitationAnswer>;

/** GET /api/colleagues → Colleague[] (everyone): whose calendars can be looked at, who can take part. */
export const Colleague = z.object({ id: z.uuid(), name: z.string(), email: z.string() });
export type Colleague = z.infer<typeof Colleague>;
