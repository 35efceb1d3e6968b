import { randomUUID } from 'node:crypto';
import type { Language } from '../model/organization.ts';
import { type Handle, inTransaction } from './handle.ts';
import { insertUser } from './users.ts';

/** What the place where operators live is called; people see it under their name. */
const OPERATORS_NAME = 'Tahti';

export interface NewOperator {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: Language;
  /** IANA zone in which the page shows times. */
  readonly timeZone: string;
  readonly passwordHash: string;
}

/** Adds an operator, and with the first one the place where operators live. Answers the new ids. */
export async function insertOperator(
  db: Handle,
  operator: NewOperator,
): Promise<{ readonly organizationId: string; readonly userId: string }> {
  return inTransaction(db, async (trx) => {
    const organizationId = await operatorsPlace(trx, operator.timeZone);
    const userId = randomUUID();
    await insertUser(trx, { ...operator, organizationId, id: userId, role: 'operator' });
    return { organizationId, userId };
  });
}

/** The database keeps it to one: of two that make it at the same time the second finds the first's. */
async function operatorsPlace(trx: Handle, timeZone: string): Promise<string> {
  await trx
    .insertInto('organizations')
    .values({ id: randomUUID(), name: OPERATORS_NAME, timeZone, kind: 'operators' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { id } = await trx
    .selectFrom('organizations')
    .select('id')
    .where('kind', '=', 'operators')
    .executeTakeFirstOrThrow();
  return id;
}
