/**
 * No pause is longer than this (milliseconds). A time that lies further ahead was written by a clock that
 * has been put right since, and must not keep anything from going on.
 */
export const LONGEST_WAIT: number = 24 * 3600_000;

/** Whether a time that was waited for has come, or cannot be meant (both milliseconds since the epoch). */
export function hasCome(time: number, now: number): boolean {
  return time <= now || time > now + LONGEST_WAIT;
}
