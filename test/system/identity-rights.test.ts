import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Company } from '../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../fixtures/database.ts';
import type { SeededUser } from '../fixtures/database-seed.ts';

let database: TestDatabase;
let company: Company;
let onni: SeededUser;
let helmi: SeededUser;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

/** Onni and Helmi are synchronized, an entry each. */
beforeEach(async () => {
  company = await Company.open(database);
  ({ onni, helmi } = company.seeded);
  for (const user of [onni, helmi]) {
    await company.switchOn(user);
    await company.exchange.add(user.email, [{ subject: `Of ${user.email}` }]);
    await company.runWell(user);
  }
});

afterEach(() => company.close());

const right = (impersonation: object | null) =>
  company.exchange.control('POST', `accounts/${company.exchange.delegate.userName}`, { impersonation });
const refusal = async (user: SeededUser) => {
  const { outcome } = await company.run(user);
  return outcome.state === 'failed' ? [outcome.error.code, outcome.error.advice] : outcome.state;
};
const adviceInLog = async (user: SeededUser) =>
  (await company.stories(user, { kind: 'runFailed' })).map(({ error }) => error?.advice);

describe('a delegate account that may not act for a mailbox any more', () => {
  it('because its role was narrowed: the log says that this mailbox is outside the scope', async () => {
    await right({ scope: [helmi.email] });
    expect(await refusal(onni)).toEqual(['ErrorImpersonateUserDenied', 'ewsMailboxOutsideScope']);
    expect(await adviceInLog(onni)).toEqual(['ewsMailboxOutsideScope']);
    await company.runWell(helmi);
  });

  it('because its role was taken away: the log of each says that the role is missing', async () => {
    await right(null);
    for (const user of [onni, helmi]) {
      expect(await refusal(user)).toEqual(['ErrorImpersonateUserDenied', 'ewsImpersonationMissing']);
      expect(await adviceInLog(user)).toEqual(['ewsImpersonationMissing']);
    }
  });

  it('loses nothing, and goes on where it was when the right is back', async () => {
    await right(null);
    await refusal(onni);
    await company.addActivity(onni, 'Meanwhile', 50);
    await right({ scope: null });
    await company.runWell(onni);
    expect(await company.itemSubjects(onni)).toEqual(['Meanwhile', `Of ${onni.email}`]);
    expect(await company.activityNames(onni)).toEqual(['Meanwhile', `Of ${onni.email}`]);
  });
});
