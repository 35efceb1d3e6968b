import type { CalendarEntry, SideEntry } from '../model/calendar-entry.ts';
import { FIELDS, type FieldRule, sameValue } from '../model/fields.ts';
import type { LinkEnd, SideName } from '../model/link.ts';
import type { Participant } from '../model/participant.ts';
import { sameStructure } from '../model/structure.ts';
import type { Found } from './run-view.ts';
import type { HalfState } from './truth-table.ts';

/** One half of a linked pair, and what happened to it since it was last synchronized. */
export interface Half {
  readonly state: HalfState;
  readonly told: SideEntry | null;
  /** The fields that differ from the base, carried ones among them; empty unless `state` is `changed`. */
  readonly changes: readonly FieldRule[];
}

const NONE: readonly FieldRule[] = [];
const ABSENT: Half = { state: 'absent', told: null, changes: NONE };
const DELETED: Half = { state: 'deleted', told: null, changes: NONE };

const HELD: { readonly [S in SideName]: readonly FieldRule[] } = {
  activities: FIELDS.filter(({ holder }) => holder !== 'mailbox'),
  mailbox: FIELDS.filter(({ holder }) => holder !== 'activities'),
};

/**
 * Compares one half with its own base: each side has its own, because each rounds and trims in its way.
 * The same version means unchanged without looking further.
 */
export function sinceBase(side: SideName, found: Found, end: LinkEnd): Half {
  if (found === null) return ABSENT;
  if (found === 'gone') return DELETED;
  if (found.version === end.version && found.id === end.id) return unchanged(found);
  const changes = changedFields(HELD[side], found.entry, end.base);
  return changes.length === 0 ? unchanged(found) : { state: 'changed', told: found, changes };
}

function unchanged(told: SideEntry): Half {
  return { state: 'unchanged', told, changes: NONE };
}

function changedFields(
  fields: readonly FieldRule[],
  now: CalendarEntry,
  base: CalendarEntry,
): readonly FieldRule[] {
  if (now === base) return NONE;
  let changes: FieldRule[] | null = null;
  for (const field of fields) {
    if (sameValue(field, now[field.name], base[field.name])) continue;
    changes ??= [];
    changes.push(field);
  }
  return changes ?? NONE;
}

/**
 * Whether somebody edited this half, so that it beats a deletion of the other. Answers of other people
 * arrive by themselves: they are a change, but nobody's edit.
 */
export function isEdited(half: Half, end: LinkEnd): boolean {
  if (half.changes.length !== 1 || half.changes[0]?.name !== 'participants') return half.state === 'changed';
  return !sameStructure(half.told?.entry.participants.map(invited), end.base.participants.map(invited));
}

function invited({ address, name, role }: Participant): Omit<Participant, 'answer'> {
  return { address, name, role };
}
