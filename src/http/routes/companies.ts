import { z } from 'zod';
import { listCompanyOverviews } from '../../store/company-overview.ts';
import { viewerOf } from '../access-guard.ts';
import { addCompany, companyRow, inviteAgain } from '../companies.ts';
import {
  ApiError,
  CompanyForm,
  CompanyPage,
  CompanyQuery,
  IssuedLink,
  NewCompanyAnswer,
} from '../contract.ts';
import { NoBody } from '../no-body.ts';
import type { Api, HttpParts } from '../parts.ts';

/** The operator's companies: all of them, how many people they have, and adding another. */
export function companyRoutes(api: Api, parts: HttpParts): void {
  const list = {
    summary: 'Companies',
    querystring: CompanyQuery,
    response: { 200: CompanyPage, '4xx': ApiError },
  };
  api.get('/api/companies', { schema: list }, async (request) => {
    const { page, pageSize, search } = request.query;
    const paging = { offset: (page - 1) * pageSize, limit: pageSize };
    const { rows, total } = await listCompanyOverviews(parts.database.db, { search, ...paging });
    return { rows: rows.map(companyRow), total };
  });

  const add = {
    summary: 'Add a company and invite its first administrator',
    body: CompanyForm,
    response: { 201: NewCompanyAnswer, '4xx': ApiError },
  };
  api.post('/api/companies', { schema: add }, async (request, reply) =>
    reply.code(201).send(await addCompany(parts, viewerOf(request), request.body, request)),
  );

  const invite = {
    summary: 'Invite the first administrator of a company again',
    params: z.object({ companyId: z.string() }),
    body: NoBody,
    response: { 200: IssuedLink, '4xx': ApiError },
  };
  api.post('/api/companies/:companyId/invitation', { schema: invite }, (request) =>
    inviteAgain(parts, viewerOf(request), request.params.companyId, request),
  );
}
