import { describe, expect, test } from 'vitest';
import { BatchSize, inBatches } from './batch.ts';
import type { ItemOutcome } from './client.ts';
import { ewsDetails, ewsError } from './errors.ts';

const POLICY = { attempts: 3, firstPause: 1, longestPause: 2, longestAsked: 1_000 };
const items = (count: number) => Array.from({ length: count }, (_, n) => n);
const ok = (n: number): ItemOutcome<number> => ({ ok: true, value: n });
const refused = (code: string, retryAfter: number | null = null): ItemOutcome<never> => ({
  ok: false,
  error: ewsDetails(code, 'as the test says', { retryAfter }),
});
const options = (highest: number, repeatable = true, signal = new AbortController().signal) => ({
  size: new BatchSize(highest),
  signal,
  policy: POLICY,
  repeatable,
});
const codes = (outcomes: readonly ItemOutcome<unknown>[]) =>
  outcomes.map((one) => (one.ok ? 'ok' : one.error.code));

describe('batches', () => {
  test('carry at most their size, and outcomes come in the order of the items', async () => {
    const sizes: number[] = [];
    const outcomes = await inBatches(items(250), options(100), async (batch) => {
      sizes.push(batch.length);
      return batch.map(ok);
    });
    expect(sizes).toEqual([100, 100, 50]);
    expect(outcomes.map((one) => one.ok && one.value)).toEqual(items(250));
  });

  test('send nothing for nothing', async () => {
    expect(await inBatches([], options(10), async () => expect.fail('nothing was to be sent'))).toEqual([]);
  });

  test.each(['ErrorServerBusy', 'EWS_ANSWER_TIMEOUT', 'EWS_ANSWER_TOO_LARGE', 'ErrorTimeoutExpired'])(
    'are halved when the server ends them with %s',
    async (code) => {
      const sizes: number[] = [];
      const outcomes = await inBatches(items(16), options(16), async (batch) => {
        sizes.push(batch.length);
        if (batch.length > 4) throw ewsError(code, 'too much');
        return batch.map(ok);
      });
      expect(codes(outcomes)).toEqual(Array(16).fill('ok'));
      expect(Math.max(...sizes.slice(3))).toBeLessThanOrEqual(8);
    },
  );

  test('stay smaller for a while after a complaint and grow again', () => {
    const size = new BatchSize(100);
    size.shrinkBelow(100);
    expect(size.now).toBe(50);
    size.grow();
    expect(size.now).toBe(62);
    for (let n = 0; n < 20; n += 1) size.grow();
    expect(size.now).toBe(100);
  });

  test('wait as long as the server asks before the halves go out', async () => {
    const begun = performance.now();
    await inBatches(items(2), options(2), async (batch) => {
      if (batch.length > 1) throw ewsError('ErrorServerBusy', 'later', { retryAfter: 70 });
      return batch.map(ok);
    });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(70);
  });

  test('are given up, all of them, with a server that is busy however small they are', async () => {
    let turns = 0;
    const outcomes = await inBatches(items(100), options(50), async () => {
      turns += 1;
      throw ewsError('ErrorServerBusy', 'no');
    });
    expect(turns).toBe(POLICY.attempts);
    expect(new Set(codes(outcomes))).toEqual(new Set(['ErrorServerBusy']));
  });

  test('get through item by item where each refusal stops the rest', async () => {
    const outcomes = await inBatches(items(12), options(12), async (batch) =>
      batch.map((_n, at) => refused(at === 0 ? 'ErrorAccessDenied' : 'ErrorBatchProcessingStopped')),
    );
    expect(codes(outcomes)).toEqual(Array(12).fill('ErrorAccessDenied'));
  });

  test('find the one item that breaks the whole answer', async () => {
    const outcomes = await inBatches(items(20), options(20), async (batch) => {
      if (batch.includes(13)) throw ewsError('EWS_MALFORMED_XML', 'item 13 breaks the answer');
      return batch.map(ok);
    });
    expect(codes(outcomes)).toEqual(items(20).map((n) => (n === 13 ? 'EWS_MALFORMED_XML' : 'ok')));
  });

  test('find the one item for which the server refuses the whole request', async () => {
    const outcomes = await inBatches(items(9), options(9), async (batch) => {
      if (batch.includes(0)) throw ewsError('ErrorInvalidPropertySet', 'no');
      return batch.map(ok);
    });
    expect(codes(outcomes)).toEqual(['ErrorInvalidPropertySet', ...Array(8).fill('ok')]);
  });

  test('send again only what the server left untouched', async () => {
    const sent: number[][] = [];
    const outcomes = await inBatches(items(4), options(4), async (batch) => {
      sent.push([...batch]);
      if (sent.length > 1) return batch.map(ok);
      return [
        ok(0),
        refused('ErrorQuotaExceeded'),
        refused('ErrorBatchProcessingStopped'),
        refused('ErrorBatchProcessingStopped'),
      ];
    });
    expect(codes(outcomes)).toEqual(['ok', 'ErrorQuotaExceeded', 'ok', 'ok']);
    expect(sent).toEqual([
      [0, 1, 2, 3],
      [2, 3],
    ]);
  });

  test('wait as long as an item’s own back-off says', async () => {
    let turn = 0;
    const begun = performance.now();
    await inBatches(items(2), options(2), async (batch) => {
      turn += 1;
      return turn === 1 ? [ok(0), refused('ErrorServerBusy', 80)] : batch.map(ok);
    });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(80);
  });

  test('are not sent again, nor halved, where the work may have been done', async () => {
    let turns = 0;
    const outcomes = await inBatches(items(4), options(4, false), async () => {
      turns += 1;
      throw ewsError('EWS_ANSWER_TIMEOUT', 'no answer');
    });
    expect(turns).toBe(1);
    expect(codes(outcomes)).toEqual(Array(4).fill('EWS_ANSWER_TIMEOUT'));
  });

  test('end with the first failure that concerns everybody, and keep what was done before', async () => {
    let turns = 0;
    const outcomes = await inBatches(items(30), options(10), async (batch) => {
      turns += 1;
      if (turns === 2) throw ewsError('HTTP 401', 'no');
      return batch.map(ok);
    });
    expect(turns).toBe(2);
    expect(codes(outcomes)).toEqual([...Array(10).fill('ok'), ...Array(20).fill('HTTP 401')]);
  });

  test('that are given up while waiting keep what was done', async () => {
    const giveUp = new AbortController();
    const outcomes = await inBatches(items(2), options(2, true, giveUp.signal), async () => {
      setImmediate(() => giveUp.abort());
      return [ok(0), refused('ErrorServerBusy', 900)];
    });
    expect(codes(outcomes)).toEqual(['ok', 'ErrorServerBusy']);
  });

  test('end after the allowed attempts for a server that never recovers', async () => {
    let turns = 0;
    const outcomes = await inBatches(items(3), options(3), async (batch) => {
      turns += 1;
      return batch.map((n) => (n === 0 ? ok(n) : refused('ErrorBatchProcessingStopped')));
    });
    expect(turns).toBeLessThanOrEqual(POLICY.attempts * 2);
    expect(codes(outcomes)).toEqual(['ok', 'ErrorBatchProcessingStopped', 'ErrorBatchProcessingStopped']);
  });
});
