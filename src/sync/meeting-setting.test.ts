import { describe, expect, it } from 'vitest';
import { invitesSince, ownAddresses } from './meeting-setting.ts';

const AT = {
  enabledAt: '2026-11-20T08:00:00.000Z',
  lastStartedAt: '2026-11-24T11:59:00.000Z',
  lastSuccessAt: '2026-11-24T12:00:00.000Z',
};

describe('the moment since when something new is news that people are told of', () => {
  it('is an hour before the last good run began', () => {
    expect(invitesSince(AT)).toBe(Date.parse('2026-11-24T10:59:00.000Z'));
  });

  it('is an hour before the last good run ended where a later one failed', () => {
    const failed = { ...AT, lastStartedAt: '2026-11-24T15:00:00.000Z' };
    expect(invitesSince(failed)).toBe(Date.parse('2026-11-24T11:00:00.000Z'));
  });

  it('never lies before the user switched on', () => {
    const enabledAt = '2026-11-24T11:30:00.000Z';
    expect(invitesSince({ ...AT, enabledAt })).toBe(Date.parse(enabledAt));
  });

  it('has not come before a run has succeeded since then', () => {
    expect(invitesSince({ ...AT, enabledAt: '2026-11-24T12:00:00.001Z' })).toBeNull();
    for (const missing of ['enabledAt', 'lastStartedAt', 'lastSuccessAt'])
      expect(invitesSince({ ...AT, [missing]: null })).toBeNull();
  });
});

describe('the addresses of a mailbox', () => {
  it('are lower case, each once, and none where none is known', () => {
    expect([...ownAddresses(['Onni@Example.org', null, undefined, '', 'onni@example.org'])]).toEqual([
      'onni@example.org',
    ]);
  });
});
