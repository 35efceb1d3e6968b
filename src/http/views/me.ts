import { readAddOn } from '../../store/add-ons.ts';
import { readExchangeSettings } from '../../store/exchange-settings.ts';
import type { Handle } from '../../store/handle.ts';
import { findOrganization } from '../../store/organizations.ts';
import { findOpenInvitation } from '../../store/synchronization-invitations.ts';
import { findUser, type User } from '../../store/users.ts';
import type { Me } from '../contract.ts';
import type { HttpParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import type { Viewer } from '../viewer.ts';

/** The person who is signed in, with what the page needs to know of their company. */
export async function meView(
  { database: { db }, config }: HttpParts,
  { organizationId, userId, csrfToken }: Pick<Viewer, 'organizationId' | 'userId' | 'csrfToken'>,
): Promise<Me> {
  const user = await findUser(db, organizationId, userId);
  const organization = await findOrganization(db, organizationId);
  if (!user || !organization) throw new Refusal(401, 'signInRequired');
  const addOn = await readAddOn(db, organizationId);
  const settings = await readExchangeSettings(db, organizationId);
  const { id, email, firstName, lastName, role, language, timeZone } = user;
  return {
    ...{ id, email, firstName, lastName, role, language, timeZone },
    organization: { id: organization.id, name: organization.name, timeZone: organization.timeZone },
    addOnActive: addOn.isActive,
    connectionSaved: settings !== undefined,
    participantsPolicy: (addOn.isActive && settings?.participantsPolicy) || null,
    invitation: addOn.isActive && settings ? await invitationOf(db, user) : null,
    csrfToken,
    demo: config.demo,
  };
}

/** Whoever has no mailbox, by now, has nothing to turn on. */
async function invitationOf(db: Handle, { organizationId, id, role }: User): Promise<Me['invitation']> {
  if (role !== 'administrator' && role !== 'user') return null;
  const open = await findOpenInvitation(db, organizationId, id);
  return open ? { at: open.invitedAt, by: open.invitedBy } : null;
}
