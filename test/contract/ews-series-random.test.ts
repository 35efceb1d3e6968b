import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EntryPatch, SideEntry } from '../../src/model/calendar-entry.ts';
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

  test('is as it was or as it was wanted, never half-way, wherever the process died', async () => {
    const { address } = await exchange.newMailbox(traitsOf(version).schema);
    const open = () => {
      const connection = exchange.connect({ version, retry: { attempts: 1 } });
      const side = connection.side({ mailboxAddress: address, userZone: 'Europe/Helsinki' });
      return { side, close: () => connection.close() };
    };
    const deaths = fc.record({ skip: fc.nat(6), kind: fc.constantFrom('dropBefore', 'dropAfter') });
    const deeds = fc.array(withoutTime, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(deeds, deeds, deaths, async (earlier, last, { skip, kind }) => {
        // What an earlier, failed try left behind.
        await exchange.control('DELETE', '/sandbox/faults');
        const alive = open();
        let before = await make(alive.side, sample({ side: alive.side }, { recurrence: DAILY }));
        for (const deed of earlier) before = await edit(alive.side, before, deed, true);
        const patch = patchOfAll(before, last);
        await exchange.fault({ mailbox: address, skip, count: 100, fault: { kind } });
        await alive.side.update(
          [{ id: before.id, version: before.version, patch, before: before.entry }],
          unhurried(),
        );
        await exchange.control('DELETE', '/sandbox/faults');
        await alive.close();
        const reborn = open();
        const now = await readOne(reborn.side, before.id);
        expect([kept(before.entry.recurrence), kept(patch.recurrence ?? null)]).toContainEqual(
          kept(now.entry.recurrence),
        );
        done((await reborn.side.delete([{ id: before.id, version: null }], unhurried()))[0]);
        await reborn.close();
      }),
      settings(60),
    );
  });
});

/** Deeds that Exchange never refuses, since no occurrence goes past another. */
const withoutTime = aSeriesDeed
  .map((deed): SeriesDeed => {
    if (deed.kind !== 'editOne') return deed;
    const { time: _time, ...says } = deed.says;
    return { ...deed, says: { busy: 'free', ...says } };
  })
  .filter(({ kind }) => kind !== 'moveAll' && kind !== 'single');

/** What several deeds together make of an entry: one update with many differences. */
function patchOfAll(before: SideEntry, deeds: readonly SeriesDeed[]): EntryPatch {
  let entry = before.entry;
  for (const deed of deeds) entry = { ...entry, ...patchOf(entry, deed) };
  return { time: entry.time, recurrence: entry.recurrence };
}

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
