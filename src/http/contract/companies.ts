import { z } from 'zod';
import { IssuedLink } from './passwords.ts';
import { Language } from './session.ts';

/** GET /api/companies?search=&page=&pageSize= → CompanyPage (operator). */
export const CompanyRow = z.object({
  id: z.uuid(),
  name: z.string(),
  timeZone: z.string(),
  createdAt: z.string(),
  users: z.number(),
  switchedOn: z.number(),
  inTrouble: z.number(),
  administrator: z.object({ name: z.string(), email: z.string() }).nullable(),
  /** True once an administrator has signed in: from then on the company looks after its own people. */
  isTakenOver: z.boolean(),
});
export type CompanyRow = z.infer<typeof CompanyRow>;
export const CompanyPage = z.object({ rows: z.array(CompanyRow), total: z.number() });
export type CompanyPage = z.infer<typeof CompanyPage>;

export const CompanyQuery = z.strictObject({
  /** Part of the company's name or of an administrator's e-mail address. */
  search: z.string().max(200).optional(),
  /** The first page is 1. */
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type CompanyQuery = z.infer<typeof CompanyQuery>;

/** POST /api/companies → NewCompanyAnswer (operator). */
export const CompanyForm = z.strictObject({
  name: z.string().trim().min(1).max(200),
  timeZone: z.string().min(1).max(100),
  administratorEmail: z.email().max(320),
  administratorFirstName: z.string().trim().min(1).max(100),
  administratorLastName: z.string().trim().min(1).max(100),
  /** In which the administrator is written to, and first sees the page. */
  administratorLanguage: Language,
});
export type CompanyForm = z.infer<typeof CompanyForm>;

export const NewCompanyAnswer = z.object({ company: CompanyRow, invitation: IssuedLink });
export type NewCompanyAnswer = z.infer<typeof NewCompanyAnswer>;
