import type { Activity, ActivityChange, ParticipantContent } from '../../model/activity.ts';
import { sameStructure } from '../../model/structure.ts';
import { busyOf } from '../activity-rights.ts';

/**
 * What a form really changes. A form says all its fields, and those of a changed occurrence say what is its
 * own: told to the whole series they must not become everybody's.
 */
export function realChange(shown: Activity, change: ActivityChange, userId: string): ActivityChange {
  const { participants, busy, recurrence, ...rest } = change;
  const told = Object.entries(rest).filter(
    ([name, value]) => !sameStructure(value, shown[name as keyof typeof rest]),
  );
  const people = participants && !samePeople(participants, shown.participants) ? { participants } : {};
  const isBusyNew = busy !== undefined && busy !== busyOf(shown, userId);
  const rule = recurrence === undefined ? {} : { recurrence };
  return { ...Object.fromEntries(told), ...people, ...rule, ...(isBusyNew && { busy }) };
}

function samePeople(one: readonly ParticipantContent[], other: readonly ParticipantContent[]): boolean {
  const names = (people: readonly ParticipantContent[]) =>
    people.map(({ userId, email, name }) => userId ?? `${email} ${name}`).sort();
  return sameStructure(names(one), names(other));
}
