import type { RecognitionCounts } from '../api/contract.ts';

/** The counts in the order and the groups in which a person asks about them. */
export const COUNT_GROUPS = {
  recognised: ['byId', 'byMark', 'byUid', 'byLikeness', 'changed'],
  new: ['newActivities', 'newInMailbox'],
  person: ['undecided', 'gone'],
  other: ['outside', 'doubles'],
} as const satisfies Record<string, readonly (keyof RecognitionCounts)[]>;

export type CountGroup = keyof typeof COUNT_GROUPS;

/** Pairs that are recognised, however. */
export function recognised({ byId, byMark, byUid, byLikeness }: RecognitionCounts): number {
  return byId + byMark + byUid + byLikeness;
}
