import type { EntryPatch } from './calendar-entry.ts';
import type { Recurrence } from './recurrence.ts';

/** What a patch says about when and how, without the words and people that a private entry keeps to itself. */
export function withoutWords(patch: EntryPatch): EntryPatch {
  const { subject: _, location: __, text: ___, participants: ____, recurrence, ...rest } = patch;
  return recurrence === undefined ? rest : { ...rest, recurrence: recurrence && silentSeries(recurrence) };
}

/** A series with its times alone: its changed occurrences have words of their own. */
function silentSeries(recurrence: Recurrence): Recurrence {
  const exceptions = recurrence.exceptions.map(({ subject: _, location: __, text: ___, ...rest }) => rest);
  return { ...recurrence, exceptions };
}
