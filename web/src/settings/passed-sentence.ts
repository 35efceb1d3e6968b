import type { Rung } from '../api/contract.ts';
import type { Format } from '../language/format.ts';

/** A sentence of the language files (`rung.passed.<key>`) and what is written into it. */
export interface PassedSentence {
  readonly key: Rung['name'] | 'tlsNone' | 'signInApplication' | 'impersonationSecondary' | 'versionOther';
  readonly facts: Readonly<Record<string, string>>;
}

/** The facts without which the sentence of a rung would have holes. */
const NEEDED: Readonly<Record<Rung['name'], readonly string[]>> = {
  address: ['addresses'],
  tls: ['issuer', 'validTo'],
  clock: ['offsetMillis'],
  signIn: [],
  version: ['version', 'expected'],
  impersonation: [],
  folder: ['folder', 'entries', 'thisWeek'],
  probe: [],
  notifications: ['millis'],
};

/** How a rung that passed is told in the reader's language; null where only the exact words can tell it. */
export function passedSentence(
  { name, state, facts }: Rung,
  format: Pick<Format, 'date' | 'number'>,
): PassedSentence | null {
  if (state !== 'passed') return null;
  if (name === 'tls' && facts.tls === 'none') return { key: 'tlsNone', facts: {} };
  if (!NEEDED[name].every((fact) => facts[fact])) return null;
  return { key: keyOf(name, facts), facts: { ...facts, ...written(name, facts, format) } };
}

function keyOf(name: Rung['name'], facts: Rung['facts']): PassedSentence['key'] {
  if (name === 'impersonation' && facts.primary) return 'impersonationSecondary';
  if (name === 'signIn' && facts.application && facts.tenant) return 'signInApplication';
  if (name === 'version' && !isExpected(facts.version, facts.expected)) return 'versionOther';
  return name;
}

/** `15.2.1544.4` is expected where `15.1, 15.2` is. */
function isExpected(version = '', expected = ''): boolean {
  return expected.split(', ').some((one) => version === one || version.startsWith(`${one}.`));
}

/** The facts that people read otherwise than the server writes them. */
function written(
  name: Rung['name'],
  facts: Rung['facts'],
  format: Pick<Format, 'date' | 'number'>,
): Record<string, string> {
  if (name === 'clock') {
    const seconds = Math.abs(Math.round(Number(facts.offsetMillis) / 1000));
    return { seconds: format.number(seconds) };
  }
  const validTo = Date.parse(facts.validTo ?? '');
  return Number.isNaN(validTo) ? {} : { validTo: format.date(new Date(validTo).toISOString()) };
}
