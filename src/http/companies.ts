import type { FastifyRequest } from 'fastify';
import { type CompanyOverview, findCompanyOverview } from '../store/company-overview.ts';
import { insertCompany } from '../store/new-company.ts';
import { findOrganizationByName } from '../store/organizations.ts';
import { NO_PASSWORD } from '../store/passwords.ts';
import { findUsersByEmail } from '../store/users.ts';
import type { CompanyForm, CompanyRow, IssuedLink, NewCompanyAnswer } from './contract.ts';
import { isUuid } from './identifiers.ts';
import type { HttpParts } from './parts.ts';
import { issueLinkFor } from './password-by-link.ts';
import { Refusal, refuseField } from './refusal.ts';
import { requireZone } from './time-zone.ts';
import type { Viewer } from './viewer.ts';

/** A company as the operator's page shows it. */
export function companyRow({ administrator, ...company }: CompanyOverview): CompanyRow {
  const shown = administrator && { name: administrator.name, email: administrator.email };
  return { ...company, administrator: shown };
}

/**
 * Adds a company and invites its first administrator, who has no password until the link is used. Refuses
 * a name or an address that is taken (409) and a zone that nobody knows (400), each beside its field.
 */
export async function addCompany(
  parts: HttpParts,
  viewer: Viewer,
  form: CompanyForm,
  request: FastifyRequest,
): Promise<NewCompanyAnswer> {
  const { db } = parts.database;
  await requireFree(parts, form);
  const { organizationId } = await insertCompany(db, {
    name: form.name,
    timeZone: form.timeZone,
    administrator: {
      email: form.administratorEmail,
      firstName: form.administratorFirstName,
      lastName: form.administratorLastName,
      language: form.administratorLanguage,
      passwordHash: NO_PASSWORD,
    },
  });
  const invitation = await inviteAgain(parts, viewer, organizationId, request);
  return { company: companyRow(await companyOf(parts, organizationId)), invitation };
}

/**
 * Issues a new invitation for a company's first administrator. Refuses (409) once an administrator has
 * signed in: from then on the company's people are its own affair, and no operator can step in as one.
 */
export async function inviteAgain(
  parts: HttpParts,
  viewer: Viewer,
  companyId: string,
  request: FastifyRequest,
): Promise<IssuedLink> {
  const company = await companyOf(parts, companyId);
  if (company.isTakenOver || company.administrator === null) throw new Refusal(409, 'companyTakenOver');
  const about = { organizationId: company.id, userId: company.administrator.id, issuedBy: viewer.userId };
  return issueLinkFor(parts, request, { ...about, purpose: 'invitation' });
}

async function companyOf({ database }: HttpParts, id: string): Promise<CompanyOverview> {
  const company = isUuid(id) ? await findCompanyOverview(database.db, id) : undefined;
  if (!company) throw new Refusal(404, 'companyNotFound');
  return company;
}

async function requireFree({ database: { db } }: HttpParts, form: CompanyForm): Promise<void> {
  requireZone('timeZone', form.timeZone);
  if (await findOrganizationByName(db, form.name))
    throw refuseField(409, 'name', 'companyNameTaken', { name: form.name });
  if ((await findUsersByEmail(db, form.administratorEmail)).length > 0)
    throw refuseField(409, 'administratorEmail', 'addressTaken', { email: form.administratorEmail });
}
