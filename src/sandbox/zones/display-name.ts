import { ianaOffset } from './iana-offset.ts';
import { ianaZone } from './windows-zones.ts';

/** The names that Windows shows for the zones met most; the others are named after the zone's own city. */
const cities: Record<string, string> = {
  UTC: 'Coordinated Universal Time',
  'GMT Standard Time': 'Dublin, Edinburgh, Lisbon, London',
  'W. Europe Standard Time': 'Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna',
  'Central Europe Standard Time': 'Belgrade, Bratislava, Budapest, Ljubljana, Prague',
  'Romance Standard Time': 'Brussels, Copenhagen, Madrid, Paris',
  'Central European Standard Time': 'Sarajevo, Skopje, Warsaw, Zagreb',
  'FLE Standard Time': 'Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius',
  'GTB Standard Time': 'Athens, Bucharest',
  'Russian Standard Time': 'Moscow, St. Petersburg',
  'Eastern Standard Time': 'Eastern Time (US & Canada)',
  'Central Standard Time': 'Central Time (US & Canada)',
  'Mountain Standard Time': 'Mountain Time (US & Canada)',
  'Pacific Standard Time': 'Pacific Time (US & Canada)',
  'India Standard Time': 'Chennai, Kolkata, Mumbai, New Delhi',
  'China Standard Time': 'Beijing, Chongqing, Hong Kong, Urumqi',
  'Tokyo Standard Time': 'Osaka, Sapporo, Tokyo',
  'AUS Eastern Standard Time': 'Canberra, Melbourne, Sydney',
};

const names = new Map<string, string>();

/** A zone's display name with its standard offset, for instance `(UTC+02:00) Helsinki, Kyiv, …`. */
export function zoneDisplayName(windowsId: string, at: number): string {
  const year = new Date(at).getUTCFullYear();
  const key = `${windowsId}/${year}`;
  const name = names.get(key) ?? makeName(windowsId, year);
  names.set(key, name);
  return name;
}

function makeName(windowsId: string, year: number): string {
  const iana = ianaZone(windowsId) ?? 'Etc/UTC';
  const standard = Math.min(ianaOffset(iana, Date.UTC(year, 0, 1)), ianaOffset(iana, Date.UTC(year, 6, 1)));
  const place = cities[windowsId] ?? (iana.split('/').at(-1) ?? windowsId).replaceAll('_', ' ');
  return `(UTC${offsetText(standard)}) ${place}`;
}

function offsetText(minutes: number): string {
  if (minutes === 0) return '';
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
