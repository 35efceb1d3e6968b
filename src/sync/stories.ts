import type { CalendarEntry, EntryPatch, SideEntry } from '../model/calendar-entry.ts';
import type { FieldName } from '../model/fields.ts';
import type { Link, SideName } from '../model/link.ts';
import type { FieldConflict, LeftAloneReason } from '../model/plan.ts';
import type { ErrorDetails } from '../model/problem.ts';
import type { OccurrenceException, Recurrence } from '../model/recurrence.ts';
import type { RunStoryKind, Story } from './records.ts';

/** The entry that a story is about, and where it stands. */
export interface StorySubject {
  readonly entry: Pick<CalendarEntry, 'subject' | 'isPrivate'>;
  readonly activityId?: string | null;
  readonly itemId?: string | null;
  readonly linkId?: string | null;
}

/** The subject of a story about a linked pair: private as soon as any side of it is, or was. */
export function ofLink(link: Link, entry: StorySubject['entry'] = link.activity.base): StorySubject {
  const { subject } = entry;
  const about = { subject, isPrivate: entry.isPrivate || isPrivatePair(link) };
  return { entry: about, activityId: link.activity.id, itemId: link.mailbox.id, linkId: link.id };
}

/** An entry may be private in Exchange while its activity is not: nobody else reads its name even so. */
export function isPrivatePair({ activity, mailbox }: Link): boolean {
  return activity.base.isPrivate || mailbox.base.isPrivate;
}

/** A story with nothing but its subject; the others below add what they know. */
export function story(kind: RunStoryKind, side: SideName | null, about: StorySubject): Story {
  return {
    severity: 'info',
    kind,
    side,
    code: null,
    subject: about.entry.subject,
    isPrivate: about.entry.isPrivate,
    activityId: about.activityId ?? null,
    itemId: about.itemId ?? null,
    linkId: about.linkId ?? null,
    fields: null,
    conflict: null,
    error: null,
  };
}

/** What was odd about an entry that was read, or refused of one that was written, stands beside what was done. */
export function withRemark(told: Story, ...entries: readonly Pick<SideEntry, 'remarks'>[]): Story {
  const remark = entries.flatMap(({ remarks }) => remarks ?? [])[0];
  return remark ? { ...told, severity: 'warning', code: remark.code, error: remark } : told;
}

export function changedStory(side: SideName, about: StorySubject, patch: EntryPatch): Story {
  return { ...story('changed', side, about), fields: Object.keys(patch) as FieldName[] };
}

/**
 * Both values are kept, so that either can be put back; of a private entry the log keeps no body. The values may
 * also be from before the entry was made public, or hold an occurrence that is private in a public series: such a
 * line is for the owner alone.
 */
export function conflictStory(
  about: StorySubject,
  conflicts: readonly FieldConflict[],
  wasPrivate = false,
): Story {
  const fields = conflicts.map((conflict) => conflict.field);
  const isPrivate = wasPrivate || about.entry.isPrivate || conflicts.some(hasPrivateOccurrence);
  const conflict = isPrivate ? conflicts.map(withoutBody) : conflicts;
  const told = story('conflict', null, { ...about, entry: { ...about.entry, isPrivate } });
  return { ...told, severity: 'warning', fields, conflict };
}

function withoutBody(conflict: FieldConflict): FieldConflict {
  const { field, activity, mailbox } = conflict;
  const isBody = field === 'text' || field === 'html';
  const quotesBody = [activity, mailbox].some((value) => exceptionsOf(field, value).some(({ text }) => text));
  return isBody || quotesBody ? { ...conflict, activity: null, mailbox: null } : conflict;
}

function hasPrivateOccurrence({ field, activity, mailbox }: FieldConflict): boolean {
  return [activity, mailbox].some((value) => exceptionsOf(field, value).some(({ isPrivate }) => isPrivate));
}

function exceptionsOf(field: FieldName, value: unknown): readonly OccurrenceException[] {
  return field === 'recurrence' ? ((value as Recurrence | null)?.exceptions ?? []) : [];
}

export function setAsideStory(side: SideName, about: StorySubject, error: ErrorDetails): Story {
  return { ...story('setAside', side, about), severity: 'error', code: error.code, error };
}

/** Left alone because the company wants it so: nothing that anybody has to look into. */
const BY_THE_RULES: ReadonlySet<LeftAloneReason> = new Set(['projectTask', 'typeNotChosen']);

export function leftAloneStory(side: SideName, about: StorySubject, reason: LeftAloneReason): Story {
  const severity = BY_THE_RULES.has(reason) ? 'info' : 'warning';
  return { ...story('leftAlone', side, about), severity, code: reason };
}

/** The cursor was lost and the side was read whole again; `error` is the server's own answer. */
export function resynchronizedStory(side: SideName, error: ErrorDetails): Story {
  const about = { entry: { subject: '', isPrivate: false } };
  return { ...story('resynchronized', side, about), severity: 'warning', code: error.code, error };
}
