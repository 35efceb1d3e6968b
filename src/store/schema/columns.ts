import type { ColumnType } from 'kysely';

/**
 * A jsonb column: read as the value, written as JSON text (`asJson`). Text is asked for on purpose: the
 * driver would turn a JavaScript array into a PostgreSQL array, which jsonb refuses.
 */
export type JsonColumn<T> = ColumnType<T, string, string>;

/** A jsonb column that may be null. */
export type NullableJsonColumn<T> = ColumnType<T | null, string | null | undefined, string | null>;

/** The JSON text of a value for a jsonb column; null stays SQL's null. */
export function asJson<T>(value: T): T extends null | undefined ? null : string;
export function asJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
