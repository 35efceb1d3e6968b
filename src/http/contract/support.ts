import { z } from 'zod';

/** GET /api/support-people → SupportPerson[] (operator): who looks after which companies besides their own. */
export const SupportPerson = z.object({
  userId: z.uuid(),
  homeId: z.uuid(),
  homeName: z.string(),
  name: z.string(),
  email: z.string(),
  companies: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type SupportPerson = z.infer<typeof SupportPerson>;

/** PUT /api/support-people/:homeId/:userId → SupportPerson (operator): these companies, and no others. */
export const SupportAssignment = z.strictObject({ companyIds: z.array(z.uuid()).max(10_000) });
export type SupportAssignment = z.infer<typeof SupportAssignment>;
