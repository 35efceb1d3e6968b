/** What other synchronizers are known to miss where notifications fail them. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Company } from '../../fixtures/company.ts';
import { freshDatabase, type TestDatabase } from '../../fixtures/database.ts';
import { until } from '../../fixtures/until.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

describe('a subscription that was made and never tells of anything', () => {
  let company: Company;

  beforeEach(async () => {
    company = await Company.open(database, {
      config: {
        work: true,
        notifications: true,
        sweepSeconds: 1,
        listening: {
          times: { beat: 50, gather: 20 },
          limits: { gather: 20, firstPause: 20, longestPause: 100, refusedPause: 200 },
        },
      },
    });
  });

  afterEach(() => company.close());

  it('costs time but no change: the sweep finds what it kept silent about', async () => {
    const { onni } = company.seeded;
    await company.exchange.control('POST', 'faults', {
      operation: 'Subscribe',
      count: 1,
      fault: { kind: 'silentSubscription' },
    });
    await company.switchOn(onni);
    const { organizationId } = company;
    await company.engine.enqueue({ organizationId, userId: onni.id, trigger: 'switchedOn' });
    await until(async () => {
      const shown = (await company.exchange.control('GET', 'notifications')) as {
        readonly subscriptions: readonly { mailbox: string; streaming: boolean }[];
      };
      return shown.subscriptions.some(({ mailbox, streaming }) => mailbox === onni.email && streaming);
    });
    await until(async () => (await company.synchronization(onni)).lastSuccessAt !== null);
    await company.exchange.add(onni.email, [{ subject: 'Nobody says so' }], 30);
    await until(async () => (await company.activityNames(onni)).includes('Nobody says so'));
    expect(await company.activityNames(onni)).toEqual(['Nobody says so']);
  });
});
