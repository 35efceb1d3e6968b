import { describe, expect, it } from 'vitest';
import { FIELDS, type FieldName, type FieldRule, SHARED_FIELDS, sameValue } from './fields.ts';

function field(name: FieldName): FieldRule {
  const found = FIELDS.find((rule) => rule.name === name);
  if (!found) throw new Error(`no field ${name}`);
  return found;
}

describe('the field table', () => {
  it('names every field once', () => {
    expect(new Set(FIELDS.map((rule) => rule.name)).size).toBe(FIELDS.length);
  });

  it('lets cross exactly the fields that both sides hold', () => {
    expect(SHARED_FIELDS.every((rule) => rule.holder === 'both')).toBe(true);
    expect(SHARED_FIELDS.map((rule) => rule.name)).not.toContain('html');
  });

  it('takes texts that differ in line ends and outer white space as the same', () => {
    expect(sameValue(field('text'), 'One\r\nTwo\r\n', 'One\nTwo')).toBe(true);
    expect(sameValue(field('text'), 'One\rTwo', ' One\nTwo ')).toBe(true);
    expect(sameValue(field('text'), 'One Two', 'One\nTwo')).toBe(false);
  });

  it('takes no text and an empty text as the same', () => {
    expect(sameValue(field('html'), null, '')).toBe(true);
    expect(sameValue(field('html'), null, '<p>x</p>')).toBe(false);
  });

  it('compares times by their parts, not by the order in which they were written down', () => {
    const one = { kind: 'allDay', start: '2026-01-01', end: '2026-01-02' };
    const other = { end: '2026-01-02', start: '2026-01-01', kind: 'allDay' };
    expect(sameValue(field('time'), one, other)).toBe(true);
    expect(sameValue(field('time'), one, { ...other, end: '2026-01-03' })).toBe(false);
  });

  it('takes no reminder and a reminder at the start as different', () => {
    expect(sameValue(field('reminder'), null, 0)).toBe(false);
  });
});
