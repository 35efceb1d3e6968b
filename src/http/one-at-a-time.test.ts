import { expect, test } from 'vitest';
import { OneAtATime } from './one-at-a-time.ts';

test('who comes second is refused until the first has let go, and others are not concerned', () => {
  const looks = new OneAtATime('dryRunBusy');
  const letGo = looks.begin('onni');
  expect(() => looks.begin('onni')).toThrow(expect.objectContaining({ status: 409, code: 'dryRunBusy' }));
  looks.begin('aino');
  letGo();
  looks.begin('onni');
});

test('letting go twice takes nothing from whoever came next', () => {
  const looks = new OneAtATime('dryRunBusy');
  const letGo = looks.begin('onni');
  letGo();
  looks.begin('onni');
  letGo();
  expect(() => looks.begin('onni')).toThrow('dryRunBusy');
});
