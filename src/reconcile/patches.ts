import type { CalendarEntry, EntryPatch, SideEntry } from '../model/calendar-entry.ts';
import type { FieldName } from '../model/fields.ts';
import type { SideName } from '../model/link.ts';
import type { FieldConflict } from '../model/plan.ts';
import type { SyncPolicy } from '../model/policy.ts';
import type { Verdict } from './conflict.ts';
import { privacyPatch } from './incoming.ts';

/** What a merge comes to; frozen, since it becomes part of the plan. */
export interface Merged {
  readonly activityPatch: EntryPatch | null;
  readonly mailboxPatch: EntryPatch | null;
  readonly conflicts: readonly FieldConflict[];
}

const NO_CONFLICTS: readonly FieldConflict[] = Object.freeze([]);

/** Collects what a merge writes to each side, field by field. */
export class Patches {
  readonly #policy: SyncPolicy;
  readonly #activityType: string | null;
  #activity: Record<string, unknown> | null = null;
  #mailbox: Record<string, unknown> | null = null;
  #conflicts: FieldConflict[] | null = null;

  /** `activity`: the activity as it stands, whose type decides what a change of privacy means. */
  constructor(activity: CalendarEntry, policy: SyncPolicy) {
    this.#policy = policy;
    this.#activityType = activity.activityType;
  }

  toActivity(name: FieldName, value: unknown): void {
    this.#activity ??= {};
    if (name === 'isPrivate')
      Object.assign(this.#activity, privacyPatch(value === true, this.#activityType, this.#policy));
    else this.#activity[name] = value;
  }

  toMailbox(name: FieldName, value: unknown): void {
    this.#mailbox ??= {};
    this.#mailbox[name] = value;
  }

  /** What a side is to be given so far; null where that is nothing. */
  soFar(side: SideName): EntryPatch | null {
    return side === 'activities' ? this.#activity : this.#mailbox;
  }

  conflict(field: FieldName, activity: unknown, mailbox: unknown, verdict: Verdict): void {
    this.#conflicts ??= [];
    this.#conflicts.push(Object.freeze({ field, activity, mailbox, ...verdict }));
  }

  merged(): Merged {
    return {
      activityPatch: this.#activity && Object.freeze(this.#activity),
      mailboxPatch: this.#mailbox && Object.freeze(this.#mailbox),
      conflicts: this.#conflicts ? Object.freeze(this.#conflicts) : NO_CONFLICTS,
    };
  }
}

/** Whether a merge has anything to write or to tell. */
export function isEmpty({ activityPatch, mailboxPatch, conflicts }: Merged): boolean {
  return activityPatch === null && mailboxPatch === null && conflicts.length === 0;
}

/** Whether the mailbox's copy is an attendee's. */
export function isGuest(item: SideEntry | null, remembered: SideEntry['standing'] | undefined): boolean {
  return (item?.standing ?? remembered) === 'guest';
}
