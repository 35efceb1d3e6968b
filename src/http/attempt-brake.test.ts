import { expect, test } from 'vitest';
import { AttemptBrake } from './attempt-brake.ts';

function brakeAt(clock: { now: number }): AttemptBrake {
  return new AttemptBrake({
    free: 3,
    firstPause: 1000,
    longestPause: 5000,
    forgiveEvery: 60_000,
    now: () => clock.now,
  });
}

test('the first failures cost nothing, and then each one doubles the pause up to the longest', () => {
  const clock = { now: 0 };
  const brake = brakeAt(clock);
  const pauses = Array.from({ length: 7 }, () => {
    brake.begin('aino');
    const wait = brake.waitFor('aino');
    clock.now += wait;
    return wait;
  });
  expect(pauses).toEqual([0, 0, 1000, 2000, 4000, 5000, 5000]);
});

test('a pause ends by itself, but the next failure is dearer', () => {
  const clock = { now: 0 };
  const brake = brakeAt(clock);
  for (let attempt = 0; attempt < 3; attempt++) brake.begin('aino');
  expect(brake.waitFor('aino')).toBe(1000);
  clock.now = 999;
  expect(brake.waitFor('aino')).toBe(1);
  clock.now = 1000;
  expect(brake.waitFor('aino')).toBe(0);
  brake.begin('aino');
  expect(brake.waitFor('aino')).toBe(2000);
});

test('failures are forgiven with time, one after the other', () => {
  const clock = { now: 0 };
  const brake = brakeAt(clock);
  for (let attempt = 0; attempt < 4; attempt++) brake.begin('office');
  expect(brake.waitFor('office')).toBe(2000);
  clock.now = 3 * 60_000;
  brake.begin('office');
  brake.begin('office');
  expect(brake.waitFor('office')).toBe(1000);
});

test('attempts made at the same time are counted before any of them has an outcome', () => {
  const brake = brakeAt({ now: 0 });
  const passed = Array.from({ length: 100 }, () => {
    const mayTry = brake.waitFor('aino') === 0;
    if (mayTry) brake.begin('aino');
    return mayTry;
  }).filter(Boolean);
  expect(passed).toHaveLength(3);
});

test('the right password forgets the mistakes, and other keys are not concerned', () => {
  const brake = brakeAt({ now: 0 });
  for (let attempt = 0; attempt < 3; attempt++) brake.begin('aino');
  expect(brake.waitFor('onni')).toBe(0);
  brake.forget('aino');
  expect(brake.waitFor('aino')).toBe(0);
});

test('a success that is taken back leaves the earlier failures as they were', () => {
  const brake = brakeAt({ now: 0 });
  brake.begin('office');
  brake.begin('office');
  brake.begin('office');
  brake.takeBack('office');
  expect(brake.waitFor('office')).toBe(0);
  brake.begin('office');
  expect(brake.waitFor('office')).toBe(1000);
});
