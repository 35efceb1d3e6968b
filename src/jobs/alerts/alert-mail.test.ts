import { describe, expect, it } from 'vitest';
import { ALERT_CONDITIONS } from '../../model/alert.ts';
import type { AlertForMessage, MessageContents } from '../../store/alerts/alert-messages.ts';
import { alertMail, WORDS } from './alert-mail.ts';

const LANGUAGES = ['fi', 'en', 'sv'] as const;

function alertOf(change: Partial<AlertForMessage> = {}): AlertForMessage {
  return {
    id: 'a',
    condition: 'mailboxFailing',
    raisedAt: '2026-12-01T09:00:00.000Z',
    solvedAt: null,
    facts: { minutes: 60, code: 'ErrorMailboxMoveInProgress' },
    userId: 'u',
    userName: 'Onni Virtanen',
    userEmail: 'onni.virtanen@esimerkki.example',
    ...change,
  };
}

function contentsOf(
  alerts: readonly AlertForMessage[],
  language: 'fi' | 'en' | 'sv' = 'en',
): MessageContents {
  return { company: 'Esimerkki Oy', timeZone: 'Europe/Helsinki', language, alerts };
}

describe('the mail about an alert', () => {
  it('says what is wrong, whom it concerns, since when and where to look', () => {
    const { subject, text } = alertMail('raised', contentsOf([alertOf()]), 'https://tahti.example');
    expect(subject).toBe('Tahti, Esimerkki Oy: mailboxes cannot be synchronized');
    expect(text).toContain('failed for 60 minutes');
    expect(text).toContain('- Onni Virtanen (onni.virtanen@esimerkki.example): ErrorMailboxMoveInProgress');
    expect(text).toContain('11:00');
    expect(text).toContain('https://tahti.example/health');
  });

  it('names the first people and counts the rest', () => {
    const many = Array.from({ length: 25 }, (_, index) =>
      alertOf({ id: String(index), userName: `No ${index}` }),
    );
    const { text } = alertMail('raised', contentsOf(many), null);
    expect(text.match(/^- No /gm)).toHaveLength(20);
    expect(text).toContain('and 5 more');
  });

  it('writes the day as people of the language do', () => {
    const alert = alertOf({
      condition: 'secretExpiring',
      userName: null,
      userId: null,
      facts: { day: '2026-12-24' },
    });
    expect(alertMail('raised', contentsOf([alert], 'fi'), null).text).toContain('24. joulukuuta 2026');
    expect(alertMail('raised', contentsOf([alert], 'sv'), null).text).toContain('24 december 2026');
  });

  it.each(
    LANGUAGES.flatMap((language) => ALERT_CONDITIONS.map((condition) => [language, condition] as const)),
  )('leaves no blank unfilled in %s about %s', (language, condition) => {
    const facts = {
      minutes: 60,
      code: 'X',
      day: '2026-12-24',
      count: 3,
      listened: 4,
      connected: 1,
      waiting: 9,
    };
    for (const event of ['raised', 'solved', 'test'] as const) {
      const solvedAt = event === 'solved' ? '2026-12-01T10:00:00.000Z' : null;
      const mail = alertMail(
        event,
        contentsOf([alertOf({ condition, facts, solvedAt })], language),
        'https://t.example',
      );
      expect(`${mail.subject}\n${mail.text}`).not.toMatch(/[{}]/);
    }
  });

  it.each(LANGUAGES)('has the same words in %s as in English', (language) => {
    expect(Object.keys(WORDS[language]).sort()).toEqual(Object.keys(WORDS.en).sort());
  });
});
