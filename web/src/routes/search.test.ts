import { describe, expect, it } from 'vitest';
import {
  calendarSearch,
  companiesSearch,
  logSearch,
  mySignInSearch,
  signInSearch,
  usersSearch,
} from './search.ts';

describe('the address bar', () => {
  it('leads back only to a path of this page after signing in', () => {
    expect(signInSearch({ back: '/log?severity=error' })).toEqual({ back: '/log?severity=error' });
    for (const back of ['//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example', 7])
      expect(signInSearch({ back })).toEqual({});
  });

  it('tells of the provider only what this page has words for', () => {
    expect(signInSearch({ problem: 'denied' })).toEqual({ problem: 'denied' });
    expect(signInSearch({ problem: '<b>call this number</b>' })).toEqual({});
    expect(mySignInSearch({ problem: 'linkTaken', linked: true })).toEqual({
      problem: 'linkTaken',
      linked: true,
    });
    expect(mySignInSearch({ problem: 'nothing', linked: 'yes' })).toEqual({});
  });

  it('keeps the search of the companies, and no page that cannot be', () => {
    expect(companiesSearch({ search: 'Oy', page: 2 })).toEqual({ search: 'Oy', page: 2 });
    for (const page of [1, 0, -3, 1.5, 'two']) expect(companiesSearch({ page })).toEqual({});
  });

  it('keeps the filters of the log and drops what it does not know', () => {
    expect(
      logSearch({ severity: 'error', kind: 'conflict', from: '2026-11-01', to: 'soon', code: 500 }),
    ).toEqual({
      severity: 'error',
      kind: 'conflict',
      from: '2026-11-01',
      code: '500',
    });
    expect(logSearch({ severity: 'panic', kind: 'nothing', text: '  ' })).toEqual({});
  });

  it('opens the calendar on a known view and a whole date', () => {
    expect(calendarSearch({ view: 'month', date: '2026-11-24' })).toEqual({
      view: 'month',
      date: '2026-11-24',
    });
    expect(calendarSearch({ view: 'century', date: '24.11.' })).toEqual({});
  });

  it('says nothing about the first page of users', () => {
    expect(usersSearch({ page: 1 })).toEqual({});
    expect(usersSearch({ page: 3, state: 'paused', search: 'aal' })).toEqual({
      page: 3,
      state: 'paused',
      search: 'aal',
    });
  });
});
