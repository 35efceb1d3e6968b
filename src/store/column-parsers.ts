import pg from 'pg';

/** Type ids of PostgreSQL's catalogue (pg_type.dat); they are fixed for built-in types. */
const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

const parseTimestamp = pg.types.getTypeParser(TIMESTAMPTZ) as (text: string) => unknown;

/** How PostgreSQL writes an instant of our era in a session that lives in UTC; parsed without a Date. */
const IN_UTC = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/;

/** An instant in the model's form; the infinities have none and are refused. */
function instantOf(text: string): string {
  const [, date, time, fraction = ''] = IN_UTC.exec(text) ?? [];
  if (date) return `${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
  const parsed = parseTimestamp(text);
  if (parsed instanceof Date) return parsed.toISOString();
  throw new RangeError(`the database holds an instant that Tahti cannot express: ${text}`);
}

/** A number where JavaScript holds it exactly, else the digits as they came. */
function integerOf(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [INT8, integerOf],
  [DATE, (text) => text],
  [TIMESTAMPTZ, instantOf],
]);

/**
 * How columns come back, alike on both databases: `timestamptz` as the model's instant string, `date` as
 * `YYYY-MM-DD`, `bigint` as a number; all else as the driver does it.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) ||
    pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};
