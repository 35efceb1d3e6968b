import type { SideName } from '../../../src/model/link.ts';

/** What the model follows of an entry; its words carry a mark that no other edit has. */
export type FollowedField = 'subject' | 'location' | 'text' | 'isPrivate' | 'start';

/** What only the mailbox holds, as its owner last set it: no write of Tahti's may touch it. */
export interface Carried {
  categories?: readonly string[];
  /** Minutes, or null for none. */
  reminder?: number | null;
  /** A word that stands in bold in the HTML body. */
  bold?: string;
}

/**
 * An entry that somebody made, known by a token in its subject that no edit takes away: what people did to it
 * since both calendars were last found whole.
 */
export class Thing {
  readonly token: string;
  /** Whose calendar it was made in, by their place among the users. */
  readonly owner: number;
  readonly origin: SideName;
  /** People's deeds since the last calm. */
  readonly edited = new Set<SideName>();
  readonly deleted = new Set<SideName>();
  readonly said = new Map<FollowedField, Map<SideName, string>>();
  carried: Carried = {};
  /** Somebody cut the series in two, or took it out of the calendar and back: so many may stand on each side. */
  most = 1;
  /** Its owner set the busy status in Outlook, where to-dos and absences of the activities have theirs by the rules. */
  hasOwnBusy = false;
  /** At the last calm it stood nowhere. */
  isGone = false;
  /** It was deleted and made again, since an edit beat the deletion: then what stands may be Tahti's copy of a copy. */
  isRemade = false;
  /** A meeting between mailboxes has rules of its own (`meetings.ts`). */
  isMeeting = false;

  constructor(token: string, owner: number, origin: SideName) {
    this.token = token;
    this.owner = owner;
    this.origin = origin;
    this.edited.add(origin);
  }

  copy(): Thing {
    const copy = new Thing(this.token, this.owner, this.origin);
    copy.edited.clear();
    for (const side of this.edited) copy.edited.add(side);
    for (const side of this.deleted) copy.deleted.add(side);
    for (const [field, values] of this.said) copy.said.set(field, new Map(values));
    copy.carried = { ...this.carried };
    copy.most = this.most;
    copy.hasOwnBusy = this.hasOwnBusy;
    copy.isGone = this.isGone;
    copy.isMeeting = this.isMeeting;
    copy.isRemade = this.isRemade;
    return copy;
  }

  /** A person gave a field a value on a side. */
  say(side: SideName, field: FollowedField, value: string): void {
    this.edit(side);
    const values = this.said.get(field) ?? new Map<SideName, string>();
    this.said.set(field, values.set(side, value));
  }

  edit(side: SideName): void {
    this.isGone = false;
    this.edited.add(side);
  }

  delete(side: SideName): void {
    this.deleted.add(side);
    this.edited.delete(side);
    // What the mailbox alone held is gone with the item; made again, it has what was last synchronized.
    if (side === 'mailbox') this.carried = {};
  }

  /** Both calendars were found whole: counting begins anew. */
  settle(stands: boolean): void {
    this.isRemade ||= stands && this.deleted.size > 0;
    this.edited.clear();
    this.deleted.clear();
    this.said.clear();
    this.isGone = !stands;
  }

  /**
   * Whether it must stand, must be gone, or either: an edit beats a deletion, but only the edit that comes
   * while the deletion has not crossed.
   */
  fate(): 'stands' | 'gone' | 'either' {
    if (this.isGone && this.edited.size === 0) return 'gone';
    if (this.deleted.size === 0) return 'stands';
    // Of a series that was cut in two, one part is deleted and the other stands.
    if (this.edited.size === 0 && this.most === 1) return 'gone';
    return 'either';
  }
}

/** The token at the beginning of a subject; null for what no deed made. */
export function tokenOf(subject: string): string | null {
  return /\b(k\d+z)\b/.exec(subject)?.[1] ?? null;
}
