import { describe, expect, test } from 'vitest';
import { ewsError } from '../errors.ts';
import { KnownForms, namesNobody } from './known-forms.ts';

const FORMS = ['SmtpAddress', 'PrimarySmtpAddress', 'PrincipalName'] as const;

describe('the forms by which a mailbox is named', () => {
  test('are all tried for a mailbox that is not known, the one that takes any address first', () => {
    expect(new KnownForms(FORMS).toTry('onni@x.example')).toEqual(FORMS);
  });

  test('begin with the one that worked, however the address is written', () => {
    const forms = new KnownForms(FORMS);
    forms.worked('onni@x.example', 'PrincipalName');
    expect(forms.first('Onni@X.example')).toBe('PrincipalName');
    expect(forms.toTry('onni@x.example')).toEqual(['PrincipalName', 'SmtpAddress', 'PrimarySmtpAddress']);
    expect(forms.toTry('helmi@x.example')).toEqual(FORMS);
  });

  test('shrink to one for an hour where none of them named anybody', () => {
    let now = 0;
    const forms = new KnownForms(FORMS, () => now);
    forms.failed('nobody@x.example');
    now = 3599_999;
    expect(forms.toTry('nobody@x.example')).toEqual(['SmtpAddress']);
    forms.failed('nobody@x.example');
    now = 3600_000;
    expect(forms.toTry('nobody@x.example')).toEqual(FORMS);
  });

  test('are all worth trying again once the mailbox was found', () => {
    const forms = new KnownForms(FORMS, () => 0);
    forms.failed('late@x.example');
    forms.worked('late@x.example', 'SmtpAddress');
    expect(forms.toTry('late@x.example')).toEqual(FORMS);
  });
});

test.each([
  ['ErrorNonExistentMailbox', 'SmtpAddress', true],
  ['ErrorInvalidSmtpAddress', 'PrimarySmtpAddress', true],
  ['ErrorInvalidUserPrincipalName', 'PrincipalName', true],
  ['ErrorInvalidExchangeImpersonationHeaderData', 'SmtpAddress', true],
  ['ErrorSchemaValidation', 'SmtpAddress', true],
  ['ErrorSchemaValidation', 'PrimarySmtpAddress', false],
  ['ErrorImpersonateUserDenied', 'SmtpAddress', false],
  ['ErrorImpersonationDenied', 'SmtpAddress', false],
  ['ErrorImpersonationFailed', 'SmtpAddress', false],
  ['ErrorNonPrimarySmtpAddress', 'PrimarySmtpAddress', false],
  ['ErrorServerBusy', 'SmtpAddress', false],
  ['HTTP 401', 'SmtpAddress', false],
  ['EWS_ANSWER_TIMEOUT', 'SmtpAddress', false],
] as const)('%s to a name by %s: the next form is worth a request: %s', (code, by, isWorth) => {
  expect(namesNobody(ewsError(code, 'words'), by)).toBe(isWorth);
});
