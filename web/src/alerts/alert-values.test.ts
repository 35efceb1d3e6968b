import { describe, expect, it } from 'vitest';
import { fieldOf, formOf, valuesOf } from './alert-values.ts';

const settings = {
  emails: ['one@company.example', 'two@company.example'],
  webhookUrl: '',
  conditions: ['deletionsHeld' as const],
  failingMinutes: 60,
  queueMinutes: 10,
  notificationMinutes: 15,
  secretExpiresOn: null,
  secretWarningDays: 14,
  language: 'fi' as const,
  hasWebhookSecret: true,
  updatedAt: null,
  updatedByName: null,
  mail: true,
};

describe('the form of the alerts', () => {
  it('keeps a stored secret that nobody touched', () => {
    expect(formOf(valuesOf(settings)).webhookSecret).toBeNull();
    expect(formOf({ ...valuesOf(settings), webhookSecret: 'a new long secret' }).webhookSecret).toBe(
      'a new long secret',
    );
  });

  it('takes addresses with commas, semicolons or lines between', () => {
    const typed = {
      ...valuesOf(settings),
      emails: ' one@company.example;two@company.example,\nthree@company.example ',
    };
    expect(formOf(typed).emails).toEqual([
      'one@company.example',
      'two@company.example',
      'three@company.example',
    ]);
    expect(formOf({ ...typed, emails: ' ' }).emails).toEqual([]);
  });

  it('shows what is refused of one address beside all of them', () => {
    expect(fieldOf('emails.1')).toBe('emails');
    expect(fieldOf('webhookUrl')).toBe('webhookUrl');
  });
});
