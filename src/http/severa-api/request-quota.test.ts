import { expect, test } from 'vitest';
import { RequestQuota } from './request-quota.ts';

test('ten requests pass in any second, and each organization has its own ten', () => {
  const clock = { now: 0 };
  const quota = new RequestQuota(() => clock.now);
  for (let request = 0; request < 10; request++) expect(quota.take('one')).toBe(0);
  expect(quota.take('one')).toBe(1000);
  expect(quota.take('other')).toBe(0);
});

test('the second slides: room comes back one request after the other', () => {
  const clock = { now: 0 };
  const quota = new RequestQuota(() => clock.now);
  for (let request = 0; request < 10; request++) {
    clock.now = request * 50;
    expect(quota.take('one')).toBe(0);
  }
  expect(quota.take('one')).toBe(550);
  clock.now = 1000;
  expect(quota.take('one')).toBe(0);
  expect(quota.take('one')).toBe(50);
});
