import type { Day } from './day.ts';
import { lastPossibleDay, longestGap, patternDays } from './pattern-days.ts';
import type { Rule } from './recurrence.ts';

/** The last day of a numbered rule is found by counting, once for each rule. */
const lastDays = new WeakMap<Rule, Day | null>();

/**
 * The days of a rule in order, deleted ones and those of exceptions included.
 * @param from days before this one are left out
 */
export function* ruleDays(rule: Rule, from: Day = rule.range.start): Generator<Day> {
  const last = boundary(rule);
  for (const day of patternDays(rule.pattern, rule.range.start, from)) {
    if (day > last) return;
    yield day;
  }
}

/** The day of the first occurrence, or null when the rule has none in its range. */
export function firstDay(rule: Rule): Day | null {
  for (const day of ruleDays(rule)) return day;
  return null;
}

/** The day of the last occurrence; null when there is no end, or no occurrence. */
export function lastDay(rule: Rule): Day | null {
  if (rule.range.kind === 'noEnd') return null;
  const known = lastDays.get(rule);
  if (known !== undefined) return known;
  let last: Day | null = null;
  let count = 0;
  const limit = rule.range.kind === 'numbered' ? rule.range.count : Number.POSITIVE_INFINITY;
  const end = rule.range.kind === 'endDate' ? rule.range.end : lastPossibleDay;
  // Only a numbered rule has to be counted from its start.
  const from = rule.range.kind === 'endDate' ? end - longestGap(rule.pattern) : rule.range.start;
  for (const day of patternDays(rule.pattern, rule.range.start, from)) {
    if (day > end || count === limit) break;
    last = day;
    count += 1;
  }
  lastDays.set(rule, last);
  return last;
}

/** A day after which there can be no occurrence. */
function boundary(rule: Rule): Day {
  if (rule.range.kind === 'endDate') return rule.range.end;
  if (rule.range.kind === 'noEnd') return lastPossibleDay;
  return lastDay(rule) ?? rule.range.start - 1;
}

export function isRuleDay(rule: Rule, day: Day): boolean {
  for (const next of ruleDays(rule, day)) return next === day;
  return false;
}

/** The day of an occurrence by its index from 1 (InstanceIndex), or null when there are fewer. */
export function dayByIndex(rule: Rule, index: number): Day | null {
  let left = index;
  if (index < 1) return null;
  for (const day of ruleDays(rule)) {
    left -= 1;
    if (left === 0) return day;
  }
  return null;
}
