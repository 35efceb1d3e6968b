import type { CalendarEntry, EntryPatch } from '../../../model/calendar-entry.ts';
import { originalAt } from '../../../model/occurrences.ts';
import type { Recurrence } from '../../../model/recurrence.ts';
import { carriedOver } from '../../../model/series-change.ts';
import { sameStructure } from '../../../model/structure.ts';
import type { ZoneId } from '../../../model/time.ts';
import type { MappingContext } from '../mapping/context.ts';
import { sameMoment } from '../mapping/exception.ts';
import { windowsName } from '../mapping/zone.ts';
import type { PropertyWrite } from '../properties.ts';
import { isRestoring, planOccurrences } from './plan-occurrences.ts';
import { NOTHING_PLANNED, type SeriesJob, untouched } from './series-job.ts';
import { type Unfinished, writeUnfinished } from './unfinished.ts';

/** How a patch that concerns a series is written: what goes into the entry itself, and what follows. */
export interface SeriesStep {
  /** The patch of the entry itself. */
  readonly patch: EntryPatch;
  /** Writes of the entry itself beside the patch: our note, or the rule taken away. */
  readonly more: readonly PropertyWrite[];
  readonly job: Omit<SeriesJob, 'masterId' | 'changeKey'> | null;
}

/**
 * Decides how to come from what stands (`before`) to what a patch wants:
 *  - the same rule: only the occurrences that differ are written;
 *  - another rule, time or zone: the rule is written, which drops the occurrences that were changed or deleted on
 *    most servers; what is left of them is read and the wanted ones are written again;
 *  - deleted occurrences that are wanted again: Exchange cannot bring one back and takes the same rule for no
 *    change, so the rule is taken away and written anew.
 * `notify`: those who take part are told. Whatever takes more than one request is noted in the entry by the first of them (`unfinished.ts`).
 */
export function seriesStep(
  before: CalendarEntry,
  patch: EntryPatch,
  context: MappingContext,
  notify = false,
): SeriesStep {
  const wanted = wantedRule(before, patch);
  if (wanted === undefined) return { patch, more: [], job: null };
  const fields = ownFields(before, patch, context);
  if (wanted === null) return { patch: before.recurrence ? patch : fields, more: [], job: null };
  const stands = { ...before, ...fields, recurrence: wanted };
  const current = before.recurrence;
  if (!current || !isSameSeries(before, current, stands, wanted, context))
    return withNewRule(before, { ...fields, recurrence: wanted }, stands, { recurrence: wanted, notify });
  if (isRestoring(before, current, wanted))
    return withRuleAnew(fields, stands, { recurrence: wanted, notify }, context);
  return withSameRule(fields, { stands, current, wanted, notify }, context);
}

/** The fields of the entry itself. A time that stands already is left out: written again, it may move the zone. */
function ownFields(before: CalendarEntry, patch: EntryPatch, context: MappingContext): EntryPatch {
  const { recurrence: _rule, ...fields } = patch;
  const { time, ...others } = fields;
  if (!time || !sameMoment(time, before.time)) return fields;
  const isSame = time.kind === 'allDay' || hasSameZone(before, { ...before, time }, context);
  return isSame ? others : fields;
}

/** The rule that is wanted; undefined where the patch has nothing to do with a series. */
function wantedRule(before: CalendarEntry, patch: EntryPatch): Recurrence | null | undefined {
  if (patch.recurrence !== undefined || !patch.time || !before.recurrence) return patch.recurrence;
  const { recurrence } = before;
  // A series that is moved as a whole takes its changed occurrences along, those that its rule still has.
  return carriedOver({ time: before.time, recurrence }, { time: patch.time, recurrence });
}

function isSameSeries(
  before: CalendarEntry,
  current: Recurrence,
  stands: CalendarEntry,
  wanted: Recurrence,
  context: MappingContext,
): boolean {
  const isAllDay = stands.time.kind === 'allDay';
  return (
    sameMoment(before.time, stands.time) &&
    (isAllDay || (isSameZone(current.zone, wanted.zone, context) && hasSameZone(before, stands, context))) &&
    // Exchange moves a start to the first day of the rule, which is the same series.
    originalAt({ time: before.time, recurrence: current }, 1) ===
      originalAt({ time: stands.time, recurrence: wanted }, 1) &&
    sameStructure(current.range, wanted.range) &&
    sameStructure(patternKept(current, context), patternKept(wanted, context))
  );
}

/** Zones that Exchange knows under one name are one to it. */
function isSameZone(one: ZoneId, other: ZoneId, context: MappingContext): boolean {
  return windowsName(one, context) === windowsName(other, context);
}

function hasSameZone({ time: one }: CalendarEntry, { time: other }: CalendarEntry, context: MappingContext) {
  return one.kind === 'timed' && other.kind === 'timed' && isSameZone(one.zone, other.zone, context);
}

/** What the server keeps of a pattern: without the element for it, weeks begin when the server thinks. */
function patternKept({ pattern }: Recurrence, { traits }: MappingContext): Recurrence['pattern'] {
  // The first day of the week says something only where weeks are left out.
  if (pattern.kind !== 'weekly') return pattern;
  if (traits.hasZoneDefinitions && pattern.interval > 1) return pattern;
  return { ...pattern, firstDayOfWeek: 'SU' };
}

const FRESH = {
  isKeyOld: false,
  isNew: false,
  needsRule: false,
  isNoted: false,
  plan: NOTHING_PLANNED,
} as const;

function withNewRule(
  before: CalendarEntry,
  patch: EntryPatch,
  stands: CalendarEntry,
  unfinished: Unfinished,
): SeriesStep {
  const { recurrence: wanted, notify } = unfinished;
  // What the old rule had of its own may outlive it, and what the new one is to have comes after it.
  const hasMore = hasOwnOccurrences(wanted) || (before.recurrence && hasOwnOccurrences(before.recurrence));
  // A zone without a time would move the series: the clock is kept and the instant is not.
  const time = patch.time ?? (before.recurrence?.zone === wanted.zone ? undefined : before.time);
  const inZone = time && (time.kind === 'timed' ? { ...time, zone: wanted.zone } : time);
  return {
    patch: { ...patch, ...(inZone ? { time: inZone } : {}) },
    more: hasMore ? [writeUnfinished(unfinished)] : [],
    job: hasMore
      ? { ...FRESH, isNoted: true, notify, stands, wanted, current: 'unknown', error: null, remarks: [] }
      : null,
  };
}

function withRuleAnew(
  fields: EntryPatch,
  stands: CalendarEntry,
  unfinished: Unfinished,
  context: MappingContext,
): SeriesStep {
  const { recurrence: wanted, notify } = unfinished;
  const current = untouched(wanted, stands, context);
  return {
    patch: fields,
    more: [{ uri: 'calendar:Recurrence', xml: null }, writeUnfinished(unfinished)],
    job: {
      ...FRESH,
      needsRule: true,
      isNoted: true,
      notify,
      stands,
      wanted,
      current,
      error: null,
      remarks: [],
    },
  };
}

function withSameRule(
  fields: EntryPatch,
  rule: Pick<SeriesJob, 'stands' | 'wanted' | 'notify'> & { readonly current: Recurrence },
  context: MappingContext,
): SeriesStep {
  const { deletions, changes, homeless } = planOccurrences(rule.stands, rule.current, rule.wanted, context);
  const turns = Math.min(deletions.length, 1) + changes.length + (Object.keys(fields).length > 0 ? 1 : 0);
  if (deletions.length + changes.length + homeless.length === 0)
    return { patch: fields, more: [], job: null };
  const isNoted = turns > 1;
  return {
    patch: fields,
    more: isNoted ? [writeUnfinished({ recurrence: rule.wanted, notify: rule.notify })] : [],
    job: { ...FRESH, ...rule, isNoted, error: null, remarks: [] },
  };
}

function hasOwnOccurrences({ deleted, exceptions }: Recurrence): boolean {
  return deleted.length + exceptions.length > 0;
}
