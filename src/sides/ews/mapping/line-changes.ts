/** One step from old lines to new ones; `at` is the index of the old line that it concerns. */
export type LineChange =
  | { readonly kind: 'change'; readonly at: number; readonly text: string }
  | { readonly kind: 'remove'; readonly at: number }
  /** Behind the old line `at`; -1 is the beginning. */
  | { readonly kind: 'add'; readonly at: number; readonly text: string };

/** Pairs of lines that are compared at most; beyond, all between the common ends counts as changed. */
const MOST_COMPARED = 1_000_000;

/**
 * The steps from old lines to new ones with as many kept lines as possible, from the last line to the first, so
 * that the index of a line stays true until its turn comes.
 */
export function lineChanges(old: readonly string[], next: readonly string[]): LineChange[] {
  const steps: LineChange[] = [];
  let from = 0;
  let to = 0;
  for (const [keptOld, keptNext] of [...keptLines(old, next), [old.length, next.length] as const]) {
    steps.push(...stretch(from, keptOld, next.slice(to, keptNext)));
    from = keptOld + 1;
    to = keptNext + 1;
  }
  return steps.reverse();
}

/** Old lines from `from` to `end` become other ones. */
function stretch(from: number, end: number, next: readonly string[]): LineChange[] {
  const changed = Math.min(end - from, next.length);
  const steps: LineChange[] = [];
  for (let offset = 0; offset < changed; offset += 1)
    steps.push({ kind: 'change', at: from + offset, text: next[offset] ?? '' });
  for (let at = from + changed; at < end; at += 1) steps.push({ kind: 'remove', at });
  // Taken from the last to the first, each goes directly behind the same line.
  for (const text of next.slice(changed)) steps.push({ kind: 'add', at: from + changed - 1, text });
  return steps;
}

/** Indexes of the lines that are kept, old and new, in order. */
function keptLines(old: readonly string[], next: readonly string[]): [number, number][] {
  const kept: [number, number][] = [];
  let head = 0;
  while (head < old.length && head < next.length && old[head] === next[head]) kept.push([head, head++]);
  let tail = 0;
  const most = Math.min(old.length, next.length) - head;
  while (tail < most && old.at(-1 - tail) === next.at(-1 - tail)) tail += 1;
  const middleOld = old.slice(head, old.length - tail);
  const middleNext = next.slice(head, next.length - tail);
  for (const [one, other] of longestCommon(middleOld, middleNext)) kept.push([head + one, head + other]);
  for (; tail > 0; tail -= 1) kept.push([old.length - tail, next.length - tail]);
  return kept;
}

function longestCommon(old: readonly string[], next: readonly string[]): [number, number][] {
  if (old.length * next.length > MOST_COMPARED) return [];
  const width = next.length + 1;
  // Length of the longest common sequence of what is left of both, filled from the end.
  const lengths = new Uint32Array((old.length + 1) * width);
  const lengthAt = (one: number, other: number) => lengths[one * width + other] ?? 0;
  for (let one = old.length - 1; one >= 0; one -= 1)
    for (let other = next.length - 1; other >= 0; other -= 1)
      lengths[one * width + other] =
        old[one] === next[other]
          ? lengthAt(one + 1, other + 1) + 1
          : Math.max(lengthAt(one + 1, other), lengthAt(one, other + 1));
  const common: [number, number][] = [];
  for (let one = 0, other = 0; one < old.length && other < next.length; ) {
    if (old[one] === next[other]) common.push([one++, other++]);
    else if (lengthAt(one + 1, other) >= lengthAt(one, other + 1)) one += 1;
    else other += 1;
  }
  return common;
}
