import type { SideEntry } from '../model/calendar-entry.ts';
import { type FieldRule, SHARED_FIELDS } from '../model/fields.ts';
import { type MeetingView, NO_MEETINGS } from '../model/meeting.ts';
import type { ReconcileInput } from '../model/plan.ts';
import type { SyncPolicy } from '../model/policy.ts';

/** What the merges of one run share. */
export interface MergeRules {
  readonly policy: SyncPolicy;
  /** The fields that cross: the shared ones, less what a side of this run cannot keep. */
  readonly fields: readonly FieldRule[];
  readonly meetings: MeetingView;
  /** Activities that only this user left. */
  readonly left: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

export function mergeRules(input: ReconcileInput): MergeRules {
  const { activities, mailbox } = input.cannotHold ?? {};
  const fields = SHARED_FIELDS.filter(({ name }) => !activities?.has(name) && !mailbox?.has(name));
  return {
    policy: input.policy,
    fields,
    meetings: input.meetings ?? NO_MEETINGS,
    left: input.activities.left ?? NONE,
  };
}

/** Where a linked half was found in this run: as told, gone, or not told of at all (null). */
export type Found = SideEntry | 'gone' | null;
