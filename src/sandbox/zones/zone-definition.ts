/** A yearly change to a period: the nth weekday (5 or -1 is the last) or a fixed day of a month, at a wall time. */
export interface YearlyChange {
  readonly period: string;
  /** Minutes after midnight, by the clock before the change. */
  readonly minutes: number;
  /** 1 to 12. */
  readonly month: number;
  readonly weekday?: number;
  readonly occurrence?: number;
  readonly day?: number;
}

export interface Period {
  readonly id: string;
  readonly name: string;
  /** Minutes to add to local time to get UTC: the opposite sign of an offset. */
  readonly bias: number;
}

/** Rules that hold from an instant on (minus infinity for the first): yearly changes, or one period for good. */
export interface Era {
  readonly from: number | null;
  readonly changes: readonly YearlyChange[];
  readonly period?: string;
}

/** A time zone whose rules came with the request (TimeZoneDefinition with periods, or 2007's MeetingTimeZone). */
export interface ZoneDefinition {
  readonly periods: readonly Period[];
  readonly eras: readonly Era[];
}

/** Minutes ahead of UTC at an instant by a definition's rules. */
export function definedOffset(definition: ZoneDefinition, instant: number): number {
  const era = definition.eras.findLast((candidate) => candidate.from === null || candidate.from <= instant);
  const offsetOf = (id: string | undefined): number =>
    -(definition.periods.find((period) => period.id === id)?.bias ?? definition.periods[0]?.bias ?? 0);
  if (!era || era.changes.length === 0) return offsetOf(era?.period ?? definition.periods[0]?.id);
  return offsetOf(periodAt(era.changes, offsetOf, instant));
}

/** The period whose change came last before the instant, looking at this year's changes and the last year's. */
function periodAt(
  changes: readonly YearlyChange[],
  offsetOf: (id: string) => number,
  instant: number,
): string | undefined {
  const year = new Date(instant).getUTCFullYear();
  const dated = [year - 1, year, year + 1]
    .flatMap((each) => changes.map((change) => ({ change, wall: changeWall(change, each) })))
    .sort((a, b) => a.wall - b.wall);
  let current = dated[0]?.change.period;
  for (const { change, wall } of dated) {
    if (wall - offsetOf(current ?? '') * 60_000 > instant) break;
    current = change.period;
  }
  return current;
}

function changeWall(change: YearlyChange, year: number): number {
  const day = change.day ?? weekdayOfMonth(year, change.month, change.weekday ?? 0, change.occurrence ?? 1);
  return Date.UTC(year, change.month - 1, day) + change.minutes * 60_000;
}

/** The day of the month of the nth weekday (0 is Sunday); 5 and -1 mean the last one. */
export function weekdayOfMonth(year: number, month: number, weekday: number, occurrence: number): number {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (occurrence < 0 || occurrence > 4) {
    const lastWeekday = new Date(Date.UTC(year, month - 1, last)).getUTCDay();
    return last - ((lastWeekday - weekday + 7) % 7);
  }
  const firstWeekday = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  return 1 + ((weekday - firstWeekday + 7) % 7) + (occurrence - 1) * 7;
}
