import { describe, expect, it } from 'vitest';
import type { ExchangeSettings } from '../store/exchange-settings.ts';
import { leadsElsewhere } from './connection-change.ts';
import type { ExchangeForm } from './contract.ts';

const FORM: ExchangeForm = {
  version: '2019',
  signInWay: 'password',
  cloud: 'worldwide',
  tenant: '',
  applicationId: '',
  clientSecret: null,
  ewsUrl: 'https://mail.esimerkki.example/EWS/Exchange.asmx',
  delegateUserName: 'delegate@esimerkki.example',
  delegatePassword: null,
  netbiosDomain: '',
  outgoingTypeIds: [],
  defaultTypeId: null,
  conflictPolicy: 'newest',
  participantsPolicy: 'copies',
  daysBack: 30,
  daysAhead: 365,
  deletionLimit: 50,
};

function isMove(change: Partial<ExchangeForm>, from: Partial<ExchangeForm> = {}): boolean {
  return leadsElsewhere({ ...FORM, ...from, ...change }, { ...FORM, ...from } as unknown as ExchangeSettings);
}

describe('a change of the connection', () => {
  it.each<[string, Partial<ExchangeForm>]>([
    ['another version', { version: 'subscription-edition' }],
    ['another address', { ewsUrl: 'https://new.esimerkki.example/EWS/Exchange.asmx' }],
    ['another account', { delegateUserName: 'other@esimerkki.example' }],
    ['another domain of the account', { netbiosDomain: 'ESIMERKKI' }],
    ['another way of signing in', { version: 'office365-ews', signInWay: 'application' }],
  ])('is a move with %s', (_what, change) => {
    expect(isMove(change)).toBe(true);
  });

  it('is a move with another application or tenant, where an application signs in', () => {
    const application = { version: 'office365-ews', signInWay: 'application', tenant: 'a.example' } as const;
    expect(isMove({ tenant: 'b.example' }, application)).toBe(true);
    expect(isMove({ applicationId: '7a0c1f0e-5b1d-4c8e-9a51-2f60d3c0de01' }, application)).toBe(true);
    expect(isMove({ cloud: 'china' }, application)).toBe(true);
  });

  it('is none with another password of the same account, other rules, or the same in capitals', () => {
    expect(isMove({ delegatePassword: 'new', clientSecret: 'new', daysBack: 1 })).toBe(false);
    expect(isMove({ delegateUserName: ' Delegate@Esimerkki.example ' })).toBe(false);
  });

  it('is none in a field of the way of signing in that is not chosen', () => {
    expect(isMove({ tenant: 'b.example', cloud: 'china' })).toBe(false);
  });
});
