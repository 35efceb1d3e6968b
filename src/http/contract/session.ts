import { z } from 'zod';

export const Role = z.enum(['administrator', 'user', 'support', 'operator']);
export type Role = z.infer<typeof Role>;

export const Language = z.enum(['fi', 'en', 'sv']);
export type Language = z.infer<typeof Language>;

/** POST /api/session */
export const SignIn = z.strictObject({
  email: z.string().min(1).max(320),
  password: z.string().min(1).max(1024),
});
export type SignIn = z.infer<typeof SignIn>;

/**
 * GET /api/me, and the answer of POST /api/session. 401 `signInRequired` when nobody is signed in.
 * Every request that changes something carries `csrfToken` in the header `x-csrf-token`.
 */
export const Me = z.object({
  id: z.uuid(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  role: Role,
  language: Language,
  /** IANA zone in which the page shows times. */
  timeZone: z.string(),
  organization: z.object({ id: z.uuid(), name: z.string(), timeZone: z.string() }),
  addOnActive: z.boolean(),
  /** True once the administrator's Exchange settings are saved: users may switch on. */
  connectionSaved: z.boolean(),
  /** What becomes of those who take part in an activity; null while nothing is synchronized in the company. */
  participantsPolicy: z.enum(['copies', 'invitations']).nullable(),
  /** An administrator asks me to turn my synchronization on, and I have neither done so nor dismissed it. */
  invitation: z.object({ at: z.string(), by: z.string() }).nullable(),
  csrfToken: z.string(),
  /** True in demo mode: the sign-in page offers the example accounts. */
  demo: z.boolean(),
});
export type Me = z.infer<typeof Me>;

/** PATCH /api/me */
export const MyPreferences = z.strictObject({ language: Language.optional() });
export type MyPreferences = z.infer<typeof MyPreferences>;

/** GET /api/start: what the sign-in page needs before anyone is signed in. */
export const StartInfo = z.object({
  demo: z.boolean(),
  version: z.string(),
  /** Only in demo mode: accounts to offer; the password is everyone's demo password. */
  accounts: z.array(z.object({ email: z.string(), name: z.string(), role: Role, password: z.string() })),
  /** The provider by which one can sign in besides a password, as its button calls it; null without one. */
  provider: z.string().nullable(),
  /** True where a forgotten password can be mailed a link; else one asks an administrator. */
  mail: z.boolean(),
});
export type StartInfo = z.infer<typeof StartInfo>;
