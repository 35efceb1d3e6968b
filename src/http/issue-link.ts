import type { FastifyRequest } from 'fastify';
import { instantFromMillis } from '../model/time.ts';
import { insertPasswordLink } from '../store/password-links.ts';
import type { LinkPurpose } from '../store/schema/people.ts';
import type { User } from '../store/users.ts';
import type { IssuedLink } from './contract.ts';
import { sentence } from './language.ts';
import type { HttpParts } from './parts.ts';
import { publicAddress } from './public-address.ts';

const HOUR = 3600_000;

/** How long a link is good: a mail is read soon, what is handed over may have to wait for its person. */
const LIFETIME = { invitation: 7 * 24 * HOUR, mailedReset: HOUR, handedOverReset: 24 * HOUR };

export interface LinkOrder {
  readonly user: User;
  readonly organizationName: string;
  readonly purpose: LinkPurpose;
  /** Who asked for it; null where the person themselves did. */
  readonly issuedBy: string | null;
}

/**
 * Makes a one-time link by which a person sets their password. Where mail is configured it goes to the
 * person's own address and to nobody else: whoever issues it never sees it. Without mail it is answered, to
 * be handed over.
 */
export async function issueLink(
  parts: HttpParts,
  request: FastifyRequest,
  order: LinkOrder,
): Promise<IssuedLink> {
  const { database, config, mailer } = parts;
  const { user, purpose, issuedBy } = order;
  const way = mailer === null ? 'handedOver' : 'mailed';
  const expiresAt = instantFromMillis(Date.now() + lifetimeOf(purpose, way));
  const about = { organizationId: user.organizationId, userId: user.id, purpose, issuedBy };
  const token = await insertPasswordLink(database.db, { ...about, way, expiresAt });
  // After the hash: browsers keep that part to themselves, so that it reaches no server's log.
  const link = `${publicAddress(config, request)}/set-password#${token}`;
  if (mailer === null) return { email: user.email, way: 'handedOver', link, expiresAt };
  const sent = await mailLink(parts, request, order, link);
  return { email: user.email, way: sent ? 'mailed' : 'notMailed', link: null, expiresAt };
}

function lifetimeOf(purpose: LinkPurpose, way: 'mailed' | 'handedOver'): number {
  if (purpose === 'invitation') return LIFETIME.invitation;
  return way === 'mailed' ? LIFETIME.mailedReset : LIFETIME.handedOverReset;
}

/** Answers whether the mail server took it; what it said goes to the log, and never the link itself. */
async function mailLink(
  { mailer }: HttpParts,
  request: FastifyRequest,
  { user, organizationName, purpose }: LinkOrder,
  link: string,
): Promise<boolean> {
  const params = { name: user.firstName, organization: organizationName, link, email: user.email };
  const subject = sentence(user.language, `mail.${purpose}.subject`, params);
  const text = sentence(user.language, `mail.${purpose}.text`, params);
  try {
    await mailer?.send({ to: user.email, subject, text });
    return true;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    request.log.error({ code, words: message, requestId: request.id }, 'a mail was not sent');
    return false;
  }
}
