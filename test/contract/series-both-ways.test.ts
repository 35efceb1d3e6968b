import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CalendarEntry } from '../../src/model/calendar-entry.ts';
import type { SideName } from '../../src/model/link.ts';
import { dateOfOriginal, originalAt, type Series, seriesOf } from '../../src/model/occurrences.ts';
import type { Recurrence } from '../../src/model/recurrence.ts';
import { occurrenceOn } from '../../src/model/series-change.ts';
import type { EwsSide } from '../../src/sides/ews/ews-side.ts';
import { MemorySide } from '../../src/sides/memory/memory-side.ts';
import { TestExchange } from '../fixtures/exchange.ts';
import { Loop } from '../property/loop.ts';
import { entryOf } from '../property/samples.ts';
import { aSeriesDeed, patchOf, type SeriesDeed } from '../property/series-deeds.ts';
import { settings } from '../property/settings.ts';
import { done, unhurried } from './side-harness.ts';

const DAILY: Recurrence = {
  pattern: { kind: 'daily', interval: 1 },
  range: { kind: 'count', occurrences: 12 },
  start: '2026-12-01',
  zone: 'Europe/Helsinki',
  deleted: [],
  exceptions: [],
};

/** An occurrence that is moved past its neighbours is refused by Exchange; that is another test's matter. */
const aTakenDeed: fc.Arbitrary<SeriesDeed> = aSeriesDeed.map((deed) => {
  if (deed.kind !== 'editOne') return deed;
  const { time: _time, ...says } = deed.says;
  return { ...deed, says: Object.keys(says).length > 0 ? says : { text: 'Bring cake' } };
});

let exchange: TestExchange;
beforeAll(async () => {
  exchange = await TestExchange.start();
});
afterAll(() => exchange.close());

/** A series that stands among the activities (in memory) and in a mailbox of the sandbox, over EWS. */
async function synchronized() {
  const { address } = await exchange.newMailbox();
  const connection = exchange.connect();
  const mailbox = connection.side({ mailboxAddress: address, userZone: 'Europe/Helsinki' });
  const activities = new MemorySide({ name: 'activities' });
  // The loop asks of a side only what every side has.
  const loop = new Loop(activities, mailbox as unknown as MemorySide);
  const { id } = activities.calendar.create(entryOf('Daily', { recurrence: DAILY }));
  await loop.settle();
  const linked = () => {
    const [link] = [...loop.store.links.values()];
    if (!link || loop.store.links.size !== 1) throw new Error(`${loop.store.links.size} links, not one`);
    return link;
  };
  const both = async () => ({
    activity: activities.calendar.get(id)?.entry,
    item: (await mailbox.read([linked().mailbox.id], unhurried())).get(linked().mailbox.id)?.entry,
  });
  const act = async (on: SideName, deed: SeriesDeed): Promise<void> => {
    if (on === 'mailbox') return editInMailbox(mailbox, linked().mailbox.id, deed);
    const stands = activities.calendar.get(id);
    const patch = stands && patchOf(stands.entry, deed);
    if (patch) activities.calendar.update(id, patch);
  };
  return { loop, act, both, close: () => connection.close() };
}

async function editInMailbox(mailbox: EwsSide, id: string, deed: SeriesDeed): Promise<void> {
  const stands = (await mailbox.read([id], unhurried())).get(id);
  const patch = stands && patchOf(stands.entry, deed);
  if (stands && patch) done((await mailbox.update([{ id, version: stands.version, patch }], unhurried()))[0]);
}

/** What a person sees of an entry: its own time, and its first occurrences, each as it stands. */
function seen(entry: CalendarEntry | undefined): unknown {
  if (!entry) return 'gone';
  const series = seriesOf(entry);
  if (!series) return [entry.time.start, entry.time.end];
  return Array.from({ length: 14 }, (_, at) => seenAt(entry, series, originalAt(series, at + 1)));
}

function seenAt(entry: CalendarEntry, series: Series, original: string | null): unknown {
  if (original === null) return 'none';
  const occurrence = occurrenceOn(series, dateOfOriginal(original, series.recurrence));
  if (!occurrence) return `${original} deleted`;
  const { location, text, busy } = { ...entry, ...occurrence.exception };
  return [occurrence.time.start, occurrence.time.end, location.slice(0, 1000).trim(), text, busy];
}

describe('a series edited at random among the activities and in Exchange', () => {
  test('is seen alike on both sides in the end, and is written no more', async () => {
    const deeds = fc.array(fc.tuple(fc.constantFrom<SideName>('activities', 'mailbox'), aTakenDeed), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(deeds, { minLength: 1, maxLength: 3 }), async (chapters) => {
        const { loop, act, both, close } = await synchronized();
        for (const chapter of chapters) {
          for (const [on, deed] of chapter) await act(on, deed);
          await loop.settle();
          const { activity, item } = await both();
          expect(seen(activity)).toEqual(seen(item));
          expect((await loop.run()).steps).toEqual([]);
        }
        await close();
      }),
      settings(40),
    );
  }, 240_000);
});
