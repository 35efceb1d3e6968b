import { describe, expect, test } from 'vitest';
import { readCursor, writeCursor } from './cursor.ts';

describe('a cursor', () => {
  test('is the bare sync state on a server like Exchange', () => {
    expect(writeCursor({ syncState: 'c3RhdGU=' })).toBe('c3RhdGU=');
    expect(readCursor('c3RhdGU=')).toEqual({ syncState: 'c3RhdGU=' });
  });

  test('holds what else has to be remembered where a server needs it', () => {
    const cursor = { syncState: 'c3RhdGU=', folder: 'f', series: { id: 'digest' }, next: 3 };
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  });

  test('that makes no sense is left to the server to refuse', () => {
    expect(readCursor('tahti:{')).toEqual({ syncState: 'tahti:{' });
    expect(readCursor('tahti:null')).toEqual({ syncState: 'tahti:null' });
  });
});
