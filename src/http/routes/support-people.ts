import { z } from 'zod';
import { instantFromMillis } from '../../model/time.ts';
import { insertAuditEntries } from '../../store/audit.ts';
import { listOrganizations } from '../../store/organizations.ts';
import { assignCompanies, listSupportPeople, type SupportOverview } from '../../store/support-assignments.ts';
import { viewerOf } from '../access-guard.ts';
import { ApiError, SupportAssignment, SupportPerson } from '../contract.ts';
import type { Api, HttpParts } from '../parts.ts';
import { Refusal, refuseField } from '../refusal.ts';
import type { Viewer } from '../viewer.ts';

/** The operator says which companies, besides their own, a support person looks after. */
export function supportPeopleRoutes(api: Api, parts: HttpParts): void {
  const { db } = parts.database;
  const list = {
    summary: 'Support people and the companies that they look after',
    response: { 200: z.array(SupportPerson), '4xx': ApiError },
  };
  api.get('/api/support-people', { schema: list }, async () => (await listSupportPeople(db)).map(personView));

  const assign = {
    summary: 'Choose the companies that a support person looks after',
    params: z.object({ homeId: z.string(), userId: z.string() }),
    body: SupportAssignment,
    response: { 200: SupportPerson, '4xx': ApiError },
  };
  api.put('/api/support-people/:homeId/:userId', { schema: assign }, async (request) => {
    const { homeId, userId } = request.params;
    const find = async () =>
      (await listSupportPeople(db)).find((one) => one.homeId === homeId && one.userId === userId);
    const person = await find();
    if (!person) throw new Refusal(404, 'supportPersonNotFound');
    const wanted = [...new Set(request.body.companyIds)].filter((id) => id !== homeId);
    const known = new Set((await listOrganizations(db)).map(({ id }) => id));
    if (wanted.some((id) => !known.has(id))) throw refuseField(400, 'companyIds', 'companyUnknown');
    await change(parts, viewerOf(request), person, wanted);
    return personView((await find()) ?? person);
  });
}

/** The change and its lines: in the operators' trail, and in that of each company that is concerned. */
async function change(
  { database: { db } }: HttpParts,
  viewer: Viewer,
  person: SupportOverview,
  companyIds: readonly string[],
): Promise<void> {
  const at = instantFromMillis(Date.now());
  const names = new Map((await listOrganizations(db)).map(({ id, name }) => [id, name]));
  await db.transaction().execute(async (trx) => {
    const { begun, ended } = await assignCompanies(trx, person, companyIds, viewer.userId, at);
    if (begun.length + ended.length === 0) return;
    const before = person.companies.map(({ name }) => name);
    const after = companyIds.map((id) => names.get(id) ?? id).sort();
    const line = { at, actorId: viewer.userId, userId: null, action: 'supportAssigned' };
    const own = [
      { field: 'supportPerson', before: null, after: who(person) },
      { field: 'companies', before, after },
    ];
    await insertAuditEntries(trx, viewer.organizationId, [{ ...line, changes: own }]);
    // What an operator is called is the operators' own affair.
    for (const [ids, isBegun] of [[begun, true] as const, [ended, false] as const])
      for (const id of ids)
        await insertAuditEntries(trx, id, [
          { ...line, actorName: 'Tahti', changes: [seenByCompany(person, isBegun)] },
        ]);
  });
}

function seenByCompany(person: SupportOverview, isBegun: boolean) {
  const name = who(person);
  return { field: 'supportPerson', before: isBegun ? null : name, after: isBegun ? name : null };
}

function who({ name, email }: SupportOverview): string {
  return `${name} (${email})`;
}

function personView({ companies, ...person }: SupportOverview): SupportPerson {
  return { ...person, companies: [...companies] };
}
