import { describe, expect, it } from 'vitest';
import type { FieldConflict } from '../model/plan.ts';
import { conflictStory } from './stories.ts';

const about = (isPrivate: boolean) => ({ entry: { subject: 'Walk', isPrivate } });

const decided = { winner: 'activities', because: 'newest' } as const;

function series(exception: object) {
  const original = '2026-12-01T08:00:00.000Z';
  return { exceptions: [{ original, ...exception }] };
}

const aboutSeries = (exception: object): FieldConflict => ({
  field: 'recurrence',
  activity: series({}),
  mailbox: series(exception),
  ...decided,
});

describe('the line of a conflict', () => {
  it('keeps both values of a public entry for whoever reads the log', () => {
    const conflicts: FieldConflict[] = [{ field: 'text', activity: 'A', mailbox: 'B', ...decided }];
    expect(conflictStory(about(false), conflicts)).toMatchObject({ isPrivate: false, conflict: conflicts });
  });

  it('keeps no body of a private entry, not even of one occurrence', () => {
    const conflicts: FieldConflict[] = [
      { field: 'text', activity: 'Ward 4', mailbox: 'Ward 5', ...decided },
      aboutSeries({ text: 'Ward 6' }),
      { field: 'location', activity: 'Clinic', mailbox: '', ...decided },
    ];
    const told = conflictStory(about(true), conflicts);
    expect(JSON.stringify(told)).not.toContain('Ward');
    expect(told).toMatchObject({ isPrivate: true, fields: ['text', 'recurrence', 'location'] });
    expect(told.conflict?.[2]).toMatchObject({ activity: 'Clinic' });
  });

  it('is for the owner alone where the entry was private until now', () => {
    const conflicts: FieldConflict[] = [{ field: 'text', activity: 'Walk', mailbox: 'Ward', ...decided }];
    const told = conflictStory(about(false), conflicts, true);
    expect(told.isPrivate).toBe(true);
    expect(JSON.stringify(told)).not.toContain('Ward');
  });

  it('is for the owner alone where one occurrence of a public series is private', () => {
    expect(
      conflictStory(about(false), [aboutSeries({ isPrivate: true, subject: 'Oncologist' })]),
    ).toMatchObject({ isPrivate: true });
  });
});
