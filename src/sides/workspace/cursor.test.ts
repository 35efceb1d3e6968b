import { describe, expect, it } from 'vitest';
import { SideError } from '../../model/problem.ts';
import { readCursor, writeCursor } from './cursor.ts';

const ONNI = { organizationId: 'e5100000-0000-4000-8000-000000000001', userId: 'onni' };
const STATE = { floor: 10, current: 50, now: '2026-11-24T10:00:00.000Z' };

function lost(cursor: string): string {
  try {
    return `taken as ${readCursor(ONNI, cursor, STATE)}`;
  } catch (error) {
    return error instanceof SideError ? error.details.kind : String(error);
  }
}

describe('a cursor of the workspace', () => {
  it('goes on from where it was written, at both ends of what is known too', () => {
    for (const sequence of [10, 42, 50])
      expect(readCursor(ONNI, writeCursor(ONNI, sequence), STATE)).toBe(sequence);
  });

  it('is lost when changes since were forgotten, or when it is from after the last one', () => {
    expect(lost(writeCursor(ONNI, 9))).toBe('resync');
    expect(lost(writeCursor(ONNI, 51))).toBe('resync');
  });

  it('of another company or another user says nothing here', () => {
    expect(lost(writeCursor({ ...ONNI, organizationId: 'other' }, 42))).toBe('resync');
    expect(lost(writeCursor({ ...ONNI, userId: 'onnimanni' }, 42))).toBe('resync');
  });

  it('that is garbage is lost, never an error of another kind', () => {
    const good = writeCursor(ONNI, 42);
    for (const cursor of [
      '',
      'x',
      `${good}x`,
      `${good}.5`,
      good.replace('42', '-1'),
      good.replace(':1:', ':2:'),
    ])
      expect(lost(cursor)).toBe('resync');
  });
});
