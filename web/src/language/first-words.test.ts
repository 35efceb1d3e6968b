import { describe, expect, it } from 'vitest';
import english from './en.json' with { type: 'json' };
import { firstWords, otherWords } from './first-words.ts';

const sizeOf = (words: object) => JSON.stringify(words).length;

describe('the words that come first', () => {
  it('are whole groups for the calendar and the frame, and of other pages their titles alone', () => {
    const first = firstWords(english);
    expect(first.calendar).toEqual(english.calendar);
    expect(first.health).toEqual({ title: english.health.title });
    expect(first.guide).toEqual({ answers: { title: english.guide.answers.title } });
  });

  it('make up the whole file together with the others', () => {
    const whole = { ...firstWords(english), ...otherWords(english) };
    expect(Object.keys(whole).sort()).toEqual(Object.keys(english).sort());
    for (const [group, words] of Object.entries(english)) expect(whole[group]).toEqual(words);
  });

  it('are less than half of all', () => {
    expect(sizeOf(firstWords(english))).toBeLessThan(sizeOf(english) / 2);
  });
});
