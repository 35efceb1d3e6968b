import { refuseField } from './refusal.ts';

/** Refuses (400, beside its field) a zone that nobody knows. */
export function requireZone(field: string, zone: string): void {
  if (!isZone(zone)) throw refuseField(400, field, 'zoneUnknown', { zone });
}

/** Offsets such as `+02:00` are formatted too, and are no zones: they know no summer time. */
function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}
