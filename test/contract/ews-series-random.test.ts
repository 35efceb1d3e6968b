import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SideEntry } from '../../src/model/calendar-entry.ts';
import type { Recurrence } from '../../src/model/recurrence.ts';
import type { EwsSide } from '../../src/sides/ews/ews-side.ts';
import { type EwsVersion, traitsOf } from '../../src/sides/ews/versions.ts';
import { TestExchange } from '../fixtures/exchange.ts';
import { aSeriesDeed, patchOf, type SeriesDeed } from '../property/series-deeds.ts';
import { settings } from '../property/settings.ts';
import { done, make, readOne, unhurried } from './side-harness.ts';
import { sample } from './side-samples.ts';

const DAILY: Recurrence = {
  pattern: { kind: 'daily', interval: 1 },
  range: { kind: 'count', occurrences: 12 },
  start: '2026-12-01',
  zone: 'Europe/Helsinki',
  deleted: [],
  exceptions: [],
};

/**
 * The rule as every version keeps it: weeks that leave none out begin on any day, a series starts on the first day
 * of its rule, and words have no white space around them.
 */
function kept(recurrence: Recurrence | null) {
  if (!recurrence) return null;
  const { pattern } = recurrence;
  const exceptions = recurrence.exceptions.map((one) => ({ ...one, location: one.location?.trim() }));
  return { ...recurrence, exceptions, start: null, pattern: { ...pattern, firstDayOfWeek: null } };
}

describe.each([
  ['SE', 'subscription-edition'],
  ['2007_SP1', '2007-sp1'],
] as const)('a series edited at random through EWS on Exchange %s', (server, version: EwsVersion) => {
  let exchange: TestExchange;
  beforeAll(async () => {
    exchange = await TestExchange.start();
    await exchange.control('POST', '/sandbox/server', { version: server });
  });
  afterAll(() => exchange.close());

  test('becomes what was wanted, or says what was refused; and reads as it was returned', async () => {
    const { address } = await exchange.newMailbox(traitsOf(version).schema);
    const connection = exchange.connect({ version });
    const side = connection.side({ mailboxAddress: address, userZone: 'Europe/Helsinki' });
    await fc.assert(
      fc.asyncProperty(
        fc.array(aSeriesDeed, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (deeds, tells) => {
          let stands = await make(side, sample({ side }, { recurrence: DAILY }));
          for (const deed of deeds) stands = await edit(side, stands, deed, tells);
          expect(await readOne(side, stands.id)).toEqual({ ...stands, ...noRemarks(stands) });
          done((await side.delete([{ id: stands.id, version: null }], unhurried()))[0]);
        },
      ),
      settings(60),
    );
    await connection.close();
  });
});

function noRemarks({ remarks: _remarks, ...entry }: SideEntry) {
  return { ...entry, remarks: undefined };
}

async function edit(side: EwsSide, before: SideEntry, deed: SeriesDeed, tells: boolean): Promise<SideEntry> {
  const patch = patchOf(before.entry, deed);
  if (!patch) return before;
  const { id, version, entry } = before;
  const request = { id, version, patch, ...(tells ? { before: entry } : {}) };
  const [outcome] = await side.update([request], unhurried());
  if (outcome?.ok === false && outcome.error.kind === 'entry') return await readOne(side, id);
  const after = done(outcome);
  if (!after.remarks && patch.recurrence !== undefined)
    expect(kept(after.entry.recurrence)).toEqual(kept(patch.recurrence));
  if (!after.remarks && patch.time) expect(after.entry.time).toEqual(patch.time);
  return after;
}
