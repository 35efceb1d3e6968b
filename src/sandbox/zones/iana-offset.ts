const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Offsets by zone and quarter of an hour: formatting a date costs far more than finding it here. */
const known = new Map<string, Map<number, number>>();
const quarter = 15 * 60_000;
const mostKnown = 50_000;

/** From here on clocks changed at quarters of an hour only; Liberia was the last to have odd seconds. */
const regularSince = Date.UTC(1973, 0, 1);

/** How many minutes an IANA zone's clocks are ahead of UTC at an instant (milliseconds since 1970). */
export function ianaOffset(zone: string, instant: number): number {
  if (instant < regularSince) return formattedOffset(zone, instant);
  const offsets = known.get(zone) ?? new Map<number, number>();
  if (offsets.size >= mostKnown) offsets.clear();
  known.set(zone, offsets);
  const place = Math.floor(instant / quarter);
  const offset = offsets.get(place) ?? formattedOffset(zone, instant);
  offsets.set(place, offset);
  return offset;
}

function formattedOffset(zone: string, instant: number): number {
  const parts: Record<string, number> = {};
  for (const part of formatOf(zone).formatToParts(instant)) parts[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.round((local - Math.floor(instant / 1000) * 1000) / 60_000);
}

/** A change of offset: the instant, and the offsets (minutes) before and after. */
export interface OffsetChange {
  readonly instant: number;
  readonly before: number;
  readonly after: number;
}

const hour = 3_600_000;

/** The changes of offset that a zone makes in one year, found by looking at every day and then halving. */
export function offsetChanges(zone: string, year: number): OffsetChange[] {
  const changes: OffsetChange[] = [];
  const end = Date.UTC(year + 1, 0, 1);
  for (let day = Date.UTC(year, 0, 1); day < end; day += 24 * hour) {
    const before = ianaOffset(zone, day);
    const after = ianaOffset(zone, day + 24 * hour);
    if (before !== after) changes.push({ instant: firstWith(zone, after, day), before, after });
  }
  return changes;
}

function firstWith(zone: string, offset: number, day: number): number {
  let low = day;
  let high = day + 24 * hour;
  while (high - low > 60_000) {
    const middle = low + Math.floor((high - low) / 120_000) * 60_000;
    if (ianaOffset(zone, middle) === offset) high = middle;
    else low = middle;
  }
  return high;
}
