import type { SideEntry } from '../model/calendar-entry.ts';

/** What a new entry may be recognised by, once what it copied from another entry is taken off. */
export interface Identity {
  readonly key: string | null;
  readonly uid: string | null;
}

/** A new entry with its own identity. */
export interface Newcomer extends Identity {
  readonly told: SideEntry;
}
