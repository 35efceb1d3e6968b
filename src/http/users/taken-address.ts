import { refuseField } from '../refusal.ts';

/** What PostgreSQL calls a row whose key another has already (SQLSTATE, class 23). */
const UNIQUE_VIOLATION = '23505';

/**
 * Does what gives a user an address; the database itself keeps it to one user of a company, also against two who
 * do it at the same time. Refuses (409) with a sentence beside the field.
 */
export async function refusingTakenAddress<Result>(
  email: string | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION || email === undefined) throw error;
    throw refuseField(409, 'email', 'userAddressTaken', { email });
  }
}
