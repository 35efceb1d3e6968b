import type { Rung } from '../api/contract.ts';

/** The ladder with a rung that is told again replaced, or a new one on top. */
export function withRung(rungs: readonly Rung[], rung: Rung): readonly Rung[] {
  const known = rungs.some(({ name }) => name === rung.name);
  return known ? rungs.map((other) => (other.name === rung.name ? rung : other)) : [...rungs, rung];
}
