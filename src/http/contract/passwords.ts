import { z } from 'zod';

/** At least ten characters; `src/http/password-rules.ts` refuses more, with a sentence for each reason. */
const NewPassword = z.string().min(10).max(1024);

/** PUT /api/me/password → Me. Ends every session of the user; the answer's session is a new one. */
export const PasswordChange = z.strictObject({
  currentPassword: z.string().min(1).max(1024),
  newPassword: NewPassword,
});
export type PasswordChange = z.infer<typeof PasswordChange>;

/** POST /api/password/forgot → 204, whether or not there is such an account. */
export const ForgottenPassword = z.strictObject({ email: z.string().min(1).max(320) });
export type ForgottenPassword = z.infer<typeof ForgottenPassword>;

/** POST /api/password/link → LinkInfo: for whom a link is. The token travels in bodies, never in addresses. */
export const LinkToken = z.strictObject({ token: z.string().min(1).max(200) });
export type LinkToken = z.infer<typeof LinkToken>;

export const LinkInfo = z.object({
  email: z.string(),
  name: z.string(),
  organization: z.string(),
  purpose: z.enum(['invitation', 'reset']),
  expiresAt: z.string(),
});
export type LinkInfo = z.infer<typeof LinkInfo>;

/** POST /api/password/set → Me: sets the password by a link, once, and signs in. */
export const PasswordByLink = z.strictObject({
  token: z.string().min(1).max(200),
  newPassword: NewPassword,
});
export type PasswordByLink = z.infer<typeof PasswordByLink>;

/**
 * A link was issued for somebody: mailed to them, handed to whoever issued it (only where no mail can be sent, and
 * the account was never used; `link` is null otherwise), or not mailed since the mail server failed. `byOperator`: none
 * was made, since whoever runs the installation alone hands over links to accounts that were used.
 */
export const IssuedLink = z.object({
  email: z.string(),
  way: z.enum(['mailed', 'handedOver', 'notMailed', 'byOperator']),
  link: z.string().nullable(),
  /** Null where no link was made. */
  expiresAt: z.string().nullable(),
});
export type IssuedLink = z.infer<typeof IssuedLink>;

/** GET /api/me/sign-in: how I sign in. */
export const MySignIn = z.object({
  passwordChangedAt: z.string().nullable(),
  hasPassword: z.boolean(),
  /** Null where the installation has no OpenID provider. */
  provider: z.object({ name: z.string(), linkedAt: z.string().nullable() }).nullable(),
});
export type MySignIn = z.infer<typeof MySignIn>;

/** POST /api/me/identity: where the browser goes to link itself to the provider. */
export const ProviderAddress = z.object({ location: z.string() });
export type ProviderAddress = z.infer<typeof ProviderAddress>;
