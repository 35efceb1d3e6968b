import { expect, test } from 'vitest';
import { Bell } from './bell.ts';

const never = new AbortController().signal;
const long = 1_000_000;

test('whoever waits wakes when the bell rings', async () => {
  const bell = new Bell();
  const waiting = bell.wait(long, never);
  bell.ring();
  await waiting;
});

test('a ring while nobody waits is heard by the next who waits, and only by that one', async () => {
  const bell = new Bell();
  bell.ring();
  bell.ring();
  await bell.wait(long, never);
  const started = performance.now();
  await bell.wait(5, never);
  expect(performance.now() - started).toBeGreaterThanOrEqual(4);
});

test('an aborted signal ends the wait, whether it came before or meanwhile', async () => {
  const controller = new AbortController();
  const waiting = new Bell().wait(long, controller.signal);
  controller.abort();
  await waiting;
  await new Bell().wait(long, controller.signal);
});
