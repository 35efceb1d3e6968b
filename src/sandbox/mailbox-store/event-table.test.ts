import { expect, test } from 'vitest';
import { EventTable } from './event-table.ts';

const event = { at: 1, kind: 'created', place: { folder: 3, item: 1 } } as const;
const positions = (table: EventTable, after: number): number[] =>
  [...table.after(after)].map(({ position }) => position);

test('events are numbered, and can be read from any position on', () => {
  const table = new EventTable();
  for (let index = 0; index < 4; index += 1) table.record(event);
  expect(table.position).toBe(4);
  expect(positions(table, 2)).toEqual([3, 4]);
  expect(positions(table, 4)).toEqual([]);
});

test('only so many events are kept, and the table knows from where on it is whole', () => {
  const table = new EventTable();
  for (let index = 0; index < 30_000; index += 1) table.record(event);
  const { oldestPosition } = table;
  expect(oldestPosition).toBeGreaterThan(0);
  expect(positions(table, oldestPosition)).toHaveLength(30_000 - oldestPosition);
  expect(positions(table, oldestPosition)[0]).toBe(oldestPosition + 1);
  expect(positions(table, 0)[0]).toBe(oldestPosition + 1);
});

test('listeners hear of events and of renewal until they stop', () => {
  const table = new EventTable();
  const { id } = table;
  let heard = 0;
  const stop = table.listen(() => {
    heard += 1;
  });
  table.record(event);
  table.renew();
  expect([heard, table.id === id, table.position]).toEqual([2, false, 0]);
  stop();
  table.record(event);
  expect(heard).toBe(2);
});
