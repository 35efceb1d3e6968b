import { describe, expect, test } from 'vitest';
import { Gate } from './gate.ts';

const signal = () => new AbortController().signal;
/** Lets everything that is ready to run do so. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a gate', () => {
  test('lets in as many as its limit, and the next in turn when one leaves', async () => {
    const gate = new Gate(2);
    const order: number[] = [];
    for (const n of [1, 2, 3, 4]) void gate.enter(signal()).then(() => order.push(n));
    await settle();
    expect(order).toEqual([1, 2]);
    gate.leave();
    await settle();
    expect(order).toEqual([1, 2, 3]);
  });

  test('halves when the server complains and grows again by one while all is well', () => {
    const gate = new Gate(8);
    gate.complained(0);
    expect(gate.limit).toBe(4);
    gate.complained(0);
    gate.complained(0);
    gate.complained(0);
    expect(gate.limit).toBe(1);
    for (let n = 0; n < 8; n += 1) gate.succeeded();
    expect(gate.limit).toBe(2);
    for (let n = 0; n < 800; n += 1) gate.succeeded();
    expect(gate.limit).toBe(8);
  });

  test('holds everybody for as long as the server asked', async () => {
    const gate = new Gate(4);
    gate.complained(120);
    const begun = performance.now();
    await Promise.all([gate.enter(signal()), gate.enter(signal())]);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(120);
  });

  test('forgets whoever gave up waiting', async () => {
    const gate = new Gate(1);
    await gate.enter(signal());
    const giveUp = new AbortController();
    const waiting = gate.enter(giveUp.signal);
    giveUp.abort();
    await expect(waiting).rejects.toThrow(/EWS_ABORTED/);
    gate.leave();
    expect(gate.isIdle).toBe(true);
    await gate.enter(signal());
  });

  test('sends away at once whoever comes while the server wants to be left alone for long', async () => {
    const gate = new Gate(1);
    gate.complained(600_000);
    const error = await gate.enter(signal()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ details: { code: 'EWS_BACKING_OFF', kind: 'retry' } });
    expect((error as { details: { retryAfter: number } }).details.retryAfter).toBeGreaterThan(599_000);
  });

  test('does not let in who has given up already', async () => {
    await expect(new Gate(1).enter(AbortSignal.abort())).rejects.toThrow(/EWS_ABORTED/);
  });
});
