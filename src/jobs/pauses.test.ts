import { beforeEach, describe, expect, it } from 'vitest';
import { Pauses } from './pauses.ts';

const MONDAY = '2026-11-23T12:00:00.000Z';
const TUESDAY = '2026-11-24T12:00:00.000Z';

let now: number;
let saved: Map<string, string>;
let asked: number;
let pauses: Pauses;
beforeEach(() => {
  now = 0;
  asked = 0;
  saved = new Map(['one', 'two'].map((id) => [id, MONDAY]));
  pauses = new Pauses(
    () => now,
    async () => {
      asked += 1;
      return saved;
    },
  );
});

describe('pauses of companies', () => {
  it('last exactly as long as the longest wait that was asked for', async () => {
    pauses.note('one', 1000, MONDAY);
    pauses.note('one', 400, MONDAY);
    now = 999;
    expect(await pauses.paused()).toEqual(['one']);
    now = 1000;
    expect(await pauses.paused()).toEqual([]);
  });

  it('end when the connection is changed', async () => {
    pauses.note('one', 1000, MONDAY);
    pauses.note('two', 1000, MONDAY);
    pauses.forget('one');
    expect(await pauses.paused()).toEqual(['two']);
  });

  it('end when another process saved the connection anew', async () => {
    pauses.note('one', 1000, MONDAY);
    pauses.note('two', 1000, MONDAY);
    saved.set('one', TUESDAY);
    expect(await pauses.paused()).toEqual(['two']);
  });

  it('bind nothing when a run over the old connection ends after the new one was saved', async () => {
    const connection = await pauses.connectionOf('one');
    saved.set('one', TUESDAY);
    pauses.note('one', 1000, connection);
    expect(await pauses.paused()).toEqual([]);
  });

  it('ask the database nothing while nobody waits', async () => {
    await pauses.paused();
    expect(asked).toBe(0);
  });
});
