import { describe, expect, it } from 'vitest';
import type { ExchangeForm, ExchangeSettings } from '../api/contract.ts';
import { fieldErrors, initialValues, leadsElsewhere, saveRequest } from './settings-values.ts';

const suggestion: ExchangeForm = {
  version: 'subscription-edition',
  signInWay: 'password',
  cloud: 'worldwide',
  tenant: '',
  applicationId: '',
  clientSecret: null,
  ewsUrl: 'http://127.0.0.1:3001/EWS/Exchange.asmx',
  delegateUserName: '',
  delegatePassword: null,
  netbiosDomain: '',
  outgoingTypeIds: ['a'],
  defaultTypeId: 'a',
  conflictPolicy: 'newest',
  participantsPolicy: 'copies',
  daysBack: 30,
  daysAhead: 365,
  deletionLimit: 20,
};
const settings: ExchangeSettings = {
  saved: null,
  suggestion,
  hasPassword: false,
  hasClientSecret: false,
  savedAt: null,
  savedBy: null,
  savedAnyway: false,
  hasPersonalType: true,
  isInUse: false,
};

describe('the values of the Exchange settings form', () => {
  it('start from the suggestion until something is saved', () => {
    expect(initialValues(settings, 'me@x').ewsUrl).toBe(suggestion.ewsUrl);
    const saved = { ...suggestion, ewsUrl: 'https://mail.example/EWS/Exchange.asmx' };
    expect(initialValues({ ...settings, saved }, 'me@x').ewsUrl).toBe(saved.ewsUrl);
  });

  it('keep the stored password when none was typed', () => {
    const values = initialValues(settings, 'me@x');
    expect(saveRequest(values, false).form.delegatePassword).toBeNull();
    expect(saveRequest({ ...values, delegatePassword: 'new' }, false).form.delegatePassword).toBe('new');
  });

  it('go back to the password where the version chosen last takes no application', () => {
    const values = {
      ...initialValues(settings, 'me@x'),
      signInWay: 'application',
      clientSecret: 'new',
    } as const;
    expect(saveRequest({ ...values, version: 'office365-ews' }, false).form).toMatchObject({
      signInWay: 'application',
      clientSecret: 'new',
    });
    expect(saveRequest({ ...values, version: '2019' }, false).form.signInWay).toBe('password');
  });

  it('leave the mailbox to test with outside the settings', () => {
    const request = saveRequest(initialValues(settings, ' me@x '), true);
    expect(request).toMatchObject({ testMailbox: 'me@x', saveAnyway: true });
    expect(request.form).not.toHaveProperty('testMailbox');
  });

  it('get the sentences of the server beside the right fields', () => {
    expect(fieldErrors({ 'form.ewsUrl': 'A', testMailbox: 'B' })).toEqual({ ewsUrl: 'A', testMailbox: 'B' });
    expect(fieldErrors({ 'form.outgoingTypeIds.3': 'C' })).toEqual({ outgoingTypeIds: 'C' });
  });
});

describe('a form that leads elsewhere', () => {
  const values = initialValues(settings, 'me@x');

  it('is one with another version, address, account or way of signing in', () => {
    expect(leadsElsewhere({ ...values, version: '2016' }, suggestion)).toBe(true);
    expect(leadsElsewhere({ ...values, ewsUrl: 'https://new.example/' }, suggestion)).toBe(true);
    expect(leadsElsewhere({ ...values, delegateUserName: 'other@x' }, suggestion)).toBe(true);
    expect(
      leadsElsewhere({ ...values, version: 'office365-ews', signInWay: 'application' }, suggestion),
    ).toBe(true);
  });

  it('is none with other rules, another password, or what the chosen way does not use', () => {
    expect(leadsElsewhere(values, suggestion)).toBe(false);
    expect(leadsElsewhere({ ...values, daysBack: 1, delegatePassword: 'new', tenant: 't' }, suggestion)).toBe(
      false,
    );
  });
});
