import { z } from 'zod';
import { badFilter } from './severa-error.ts';

/** Query parameters of every listing: 20 rows unless asked otherwise, at most 100. */
export const PageQuery = {
  pageToken: z.string().max(200).optional(),
  rowCount: z.coerce.number().int().min(1).max(100).default(20),
};

/**
 * Where the next page goes on: after the row with this id. Listings are in the order of the ids, which
 * never change, so that no row is told twice or left out however many change between two pages.
 */
export function readPageToken(token: string | undefined): string | null {
  if (token === undefined) return null;
  const id = Buffer.from(token, 'base64url').toString('latin1');
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id))
    throw badFilter('pageToken', 'The page token is not one that this API gave out.');
  return id;
}

/** One page of a listing that was asked for one row more than the page holds. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Value of the header `NextPageToken`; null on the last page. */
  readonly nextPageToken: string | null;
}

/** Cuts the row too many off, which only tells that there is a next page. */
export function cutPage<Row extends { readonly id: string }>(
  rows: readonly Row[],
  rowCount: number,
): Page<Row> {
  const shown = rows.slice(0, rowCount);
  const last = rows.length > rowCount ? shown.at(-1) : undefined;
  return { rows: shown, nextPageToken: last ? Buffer.from(last.id, 'latin1').toString('base64url') : null };
}
