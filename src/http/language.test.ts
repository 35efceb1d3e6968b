import { expect, test } from 'vitest';
import { ACCESS } from './access.ts';
import { acceptedLanguage, fieldName, SENTENCES, sentence } from './language.ts';

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test.each(['fi', 'sv'] as const)(
  '%s says everything that English says, with the same places to fill',
  (language) => {
    expect(Object.keys(SENTENCES[language]).sort()).toEqual(Object.keys(SENTENCES.en).sort());
    for (const [key, text] of Object.entries(SENTENCES.en))
      expect(places(SENTENCES[language][key] ?? ''), key).toEqual(places(text));
  },
);

test.each(['fi', 'en', 'sv'] as const)('every refusal in %s is a whole sentence', (language) => {
  for (const [key, text] of Object.entries(SENTENCES[language]))
    if (/^(error|validation)\./.test(key) && key !== 'error.exchangeUnreachable')
      expect(text, key).toMatch(/\.$/);
});

test('the languages really differ', () => {
  for (const key of Object.keys(SENTENCES.en).filter((name) => /^(error|validation)\./.test(name)))
    expect(new Set([SENTENCES.fi[key], SENTENCES.en[key], SENTENCES.sv[key]]).size, key).toBe(3);
});

test('places without a value stay visible, and unknown keys are told as they are', () => {
  expect(sentence('en', 'error.tooManyAttempts', { seconds: 8 })).toContain('Wait 8 seconds');
  expect(sentence('en', 'error.tooManyAttempts')).toContain('{seconds}');
  expect(sentence('en', 'error.nobodyWroteThis')).toBe('error.nobodyWroteThis');
});

test('a field is called by the last part of its path that has a name', () => {
  expect(fieldName('en', 'form.outgoingTypeIds.3')).toBe('Outgoing activity types');
  expect(fieldName('fi', 'subject')).toBe('Aihe');
  expect(fieldName('sv', 'nickname')).toBe('nickname');
});

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de-DE,de;q=0.9', 'en'],
  ['fi-FI,fi;q=0.9,en;q=0.8', 'fi'],
  ['en;q=0.2, sv-SE;q=0.7', 'sv'],
  ['fi;q=0, en;q=0.1', 'en'],
] as const)('Accept-Language %j asks for %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});

test('starting the synchronization is for its own user alone, whatever the role', () => {
  for (const step of ['dry-run', 'on', 'run', 'pause', 'resume'])
    expect(ACCESS[`POST /api/users/:userId/synchronization/${step}`]).toEqual({
      kind: 'oneself',
      orRoles: [],
    });
});
