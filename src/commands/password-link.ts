import type { Config } from '../config.ts';
import { instantFromMillis } from '../model/time.ts';
import type { Handle } from '../store/handle.ts';
import { insertPasswordLink } from '../store/password-links.ts';
import type { LinkPurpose } from '../store/schema/people.ts';

const HOUR = 3600_000;

/** Hours that a link from the command line is good. */
const LIFETIME_HOURS: Readonly<Record<LinkPurpose, number>> = { invitation: 7 * 24, reset: 24 };

/**
 * A one-time link by which somebody sets their password, for whoever runs the command to hand over. It
 * leads to the public address, or to where `tahti serve` listens.
 */
export async function passwordLink(
  db: Handle,
  config: Config,
  user: { readonly organizationId: string; readonly userId: string },
  purpose: LinkPurpose,
): Promise<{ readonly link: string; readonly expiresAt: string }> {
  const expiresAt = instantFromMillis(Date.now() + LIFETIME_HOURS[purpose] * HOUR);
  const about = { ...user, purpose, issuedBy: null, way: 'handedOver', expiresAt } as const;
  const token = await insertPasswordLink(db, about);
  const base = config.TAHTI_PUBLIC_URL?.replace(/\/+$/, '') ?? `http://${config.HOST}:${config.PORT}`;
  return { link: `${base}/set-password#${token}`, expiresAt };
}
