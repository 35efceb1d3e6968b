import { expect, it } from 'vitest';
import type { ExchangeForm } from './contract.ts';
import { exchangeChanges } from './settings-changes.ts';

const form = { daysBack: 30, delegatePassword: null } as unknown as ExchangeForm;

it('tells of any secret of the form only that it was changed', () => {
  const typed = { delegatePassword: 'typed', clientSecret: 'typed too', newCertificate: 'typed as well' };
  const changes = exchangeChanges(form, { ...form, ...typed } as unknown as ExchangeForm, []);
  expect(changes.map(({ field }) => field)).toEqual(['delegatePassword', 'clientSecret', 'newCertificate']);
  expect(JSON.stringify(changes)).not.toContain('typed');
});

it('tells nothing of a secret that stays', () => {
  expect(exchangeChanges(form, { ...form, daysBack: 60 } as ExchangeForm, [])).toEqual([
    { field: 'daysBack', before: 30, after: 60 },
  ]);
});
