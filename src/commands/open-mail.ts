import type { Config } from '../config.ts';
import { type Mailer, openMailer } from '../mail/mailer.ts';

/** The mailer of the configured mail server, closed with `parts`; null without one. */
export function openMail(
  { TAHTI_SMTP_URL: address, TAHTI_MAIL_FROM: from }: Config,
  parts: AsyncDisposableStack,
): Mailer | null {
  if (!address || !from) return null;
  const mailer = openMailer(address, from);
  parts.defer(() => mailer.close());
  return mailer;
}

/** Where people reach the page, without a slash at the end; null when nobody said. */
export function publicUrlOf({ TAHTI_PUBLIC_URL: address }: Config): string | null {
  return address?.replace(/\/+$/, '') ?? null;
}
