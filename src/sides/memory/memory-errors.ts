import type { SideName } from '../../model/link.ts';
import type { ErrorDetails, ErrorKind } from '../../model/problem.ts';

/** A refusal of the memory side, in its own words. */
export function memoryDetails(source: SideName, kind: ErrorKind, code: string): ErrorDetails {
  const words = WORDS[code] ?? code;
  return { kind, source, code, words, requestId: null, advice: kind, retryAfter: null };
}

const WORDS: Readonly<Record<string, string>> = {
  MEMORY_NOT_FOUND: 'The entry does not stand in this calendar.',
  MEMORY_STALE: 'The entry has changed since it was read.',
  MEMORY_CURSOR_LOST: 'The cursor is not known here.',
  MEMORY_END_BEFORE_START: 'The entry ends before it starts.',
  MEMORY_CANCELLED: 'The meeting has been cancelled.',
  MEMORY_LEFT: 'The meeting was declined and no longer stands in this calendar.',
};
