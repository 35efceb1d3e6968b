import { describe, expect, test } from 'vitest';
import { ewsError } from './errors.ts';
import { pauseFor, retryAfterMillis, sleep, withRetry } from './retry.ts';

const POLICY = { attempts: 4, firstPause: 100, longestPause: 1_000, longestAsked: 60_000 };
const QUICK = { attempts: 4, firstPause: 1, longestPause: 2, longestAsked: 60_000 };
const signal = () => new AbortController().signal;

/** Work that fails with these codes, one after the other, and then succeeds. */
function failing(...codes: string[]) {
  const calls: string[] = [];
  return {
    calls,
    work: async () => {
      calls.push('called');
      const code = codes[calls.length - 1];
      if (code) throw ewsError(code, 'as the test says');
      return 'done';
    },
  };
}

describe('repeating', () => {
  test('goes on until it works', async () => {
    const { work, calls } = failing('ErrorServerBusy', 'EWS_CONNECTION_LOST');
    expect(await withRetry(work, signal(), QUICK)).toBe('done');
    expect(calls).toHaveLength(3);
  });

  test('ends after the allowed number of attempts', async () => {
    const { work, calls } = failing(...Array<string>(9).fill('ErrorServerBusy'));
    await expect(withRetry(work, signal(), QUICK)).rejects.toThrow('ErrorServerBusy');
    expect(calls).toHaveLength(4);
  });

  test.each([
    'ErrorItemNotFound',
    'ErrorIrresolvableConflict',
    'ErrorInvalidSyncStateData',
    'ErrorImpersonateUserDenied',
    'HTTP 401',
    'ErrorQuotaExceeded',
  ])('does not repeat what ends with %s', async (code) => {
    const { work, calls } = failing(code);
    await expect(withRetry(work, signal(), QUICK)).rejects.toThrow(code);
    expect(calls).toHaveLength(1);
  });

  test('does not repeat what may have been done, where that is not allowed', async () => {
    const { work, calls } = failing('EWS_CONNECTION_LOST');
    await expect(withRetry(work, signal(), QUICK, () => false)).rejects.toThrow('EWS_CONNECTION_LOST');
    expect(calls).toHaveLength(1);
  });

  test('does not swallow a mistake of our own', async () => {
    const mistake = async () => {
      throw new TypeError('ours');
    };
    await expect(withRetry(mistake, signal(), QUICK)).rejects.toThrow(TypeError);
  });

  test('stops waiting when it is given up', async () => {
    const giveUp = new AbortController();
    const waiting = sleep(60_000, giveUp.signal);
    giveUp.abort();
    await expect(waiting).rejects.toThrow(/EWS_ABORTED/);
  });
});

describe('pauses', () => {
  test('are what the server asked for, to the millisecond', () => {
    expect(pauseFor(12_345, 1, POLICY)).toBe(12_345);
    expect(pauseFor(0, 3, POLICY)).toBe(0);
  });

  test('grow and stay within their bound, with jitter', () => {
    for (let attempt = 1; attempt < 20; attempt += 1) {
      const full = Math.min(1_000, 100 * 2 ** (attempt - 1));
      const pause = pauseFor(null, attempt, POLICY);
      expect(pause).toBeGreaterThanOrEqual(full / 2);
      expect(pause).toBeLessThanOrEqual(full);
    }
  });

  test('are never shorter than asked', async () => {
    const begun = performance.now();
    await sleep(37, signal());
    expect(performance.now() - begun).toBeGreaterThanOrEqual(37);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');
  test.each([
    ['seconds', '120', 120_000],
    ['a date', 'Tue, 24 Nov 2026 12:01:00 GMT', 60_000],
    ['a date that has passed', 'Tue, 24 Nov 2026 11:00:00 GMT', 0],
    ['more seconds than a day has', '99999999999999', 86_400_000],
    ['more digits than a number holds', '9'.repeat(400), 86_400_000],
    ['a date in a year that nobody waits for', 'Fri, 24 Nov 2126 12:01:00 GMT', 86_400_000],
    ['nonsense', 'soon', null],
    ['nothing', undefined, null],
  ])('as %s', (_what, header, millis) => {
    expect(retryAfterMillis(header, now)).toBe(millis);
  });
});
