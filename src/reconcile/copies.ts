import type { CalendarEntry, SideEntry } from '../model/calendar-entry.ts';
import { SHARED_FIELDS } from '../model/fields.ts';
import type { Link } from '../model/link.ts';
import type { Observation } from '../model/plan.ts';
import { likenessOf } from './likeness.ts';
import { saysTheSame } from './says-the-same.ts';

/**
 * What stands in the mailbox and is linked, to recognise copies that another program made of it: a new entry that
 * says in every field just what a linked one says. A person's copy is put to another time or given other words; until
 * it is, it would only double an activity.
 */
export class LinkedEntries {
  readonly #links: readonly Link[];
  readonly #mailbox: Observation;
  #byLooks: Map<string, CalendarEntry[]> | null = null;

  constructor(links: readonly Link[], mailbox: Observation) {
    this.#links = links;
    this.#mailbox = mailbox;
  }

  /** Whether a new entry says nothing that a linked one does not. Invitations are told apart by their meeting. */
  hasEqualOf(told: SideEntry): boolean {
    if (this.#links.length === 0 || told.standing === 'guest') return false;
    this.#byLooks ??= this.#gather();
    const alike = this.#byLooks.get(likenessOf(told)) ?? [];
    return alike.some((entry) =>
      SHARED_FIELDS.every((field) => saysTheSame(field, entry[field.name], told.entry[field.name])),
    );
  }

  #gather(): Map<string, CalendarEntry[]> {
    const byLooks = new Map<string, CalendarEntry[]>();
    const { entries, deleted } = this.#mailbox;
    for (const { mailbox } of this.#links) {
      const now = entries.get(mailbox.id);
      if (!now && deleted.has(mailbox.id)) continue;
      const entry = now?.entry ?? mailbox.base;
      const looks = likenessOf({ entry });
      byLooks.set(looks, [...(byLooks.get(looks) ?? []), entry]);
    }
    return byLooks;
  }
}
