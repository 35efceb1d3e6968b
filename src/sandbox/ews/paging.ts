import { EwsError } from './ews-error.ts';
import type { XmlElement } from './xml-read.ts';

/** A part of a list, and where the next part begins. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly isLast: boolean;
  /** For indexed paging: the offset at which the next page starts. */
  readonly nextOffset?: number;
  readonly numerator?: number;
  readonly denominator?: number;
}

type Paging = <Item>(all: readonly Item[]) => Page<Item>;

/** The most items that one answer holds, as the throttling policy of Exchange sets it (FindCountLimit). */
const findCountLimit = 1_000;

/**
 * How the view elements of FindItem and FindFolder cut a list.
 * @throws EwsError ErrorInvalidPagingMaxRows, ErrorInvalidIndexedPagingParameters,
 *   ErrorInvalidFractionalPagingParameters
 */
export function readPaging(indexed: XmlElement | undefined, fractional: XmlElement | undefined): Paging {
  const view = indexed ?? fractional;
  const limit = readLimit(view?.attributes.get('MaxEntriesReturned'));
  if (fractional) return fractionalPaging(fractional, limit);
  return indexedPaging(indexed, limit);
}

/** How many entries a view allows at most. */
export function readLimit(text: string | undefined): number {
  if (text === undefined) return findCountLimit;
  const limit = Number(text);
  if (limit > 0) return Math.min(limit, findCountLimit);
  throw new EwsError('ErrorInvalidPagingMaxRows', 'The maximum number of entries must be greater than zero.');
}

function indexedPaging(view: XmlElement | undefined, limit: number): Paging {
  const offset = Number(view?.attributes.get('Offset') ?? 0);
  const fromEnd = view?.attributes.get('BasePoint') === 'End';
  if (offset < 0) {
    throw new EwsError('ErrorInvalidIndexedPagingParameters', 'The paging offset must not be negative.');
  }
  return (all) => {
    const end = fromEnd ? Math.max(0, all.length - offset) : Math.min(all.length, offset + limit);
    const start = fromEnd ? Math.max(0, end - limit) : Math.min(offset, all.length);
    const isLast = fromEnd ? start === 0 : end === all.length;
    const nextOffset = fromEnd ? all.length - start : end;
    return { items: all.slice(start, end), total: all.length, isLast, nextOffset };
  };
}

function fractionalPaging(view: XmlElement, limit: number): Paging {
  const numerator = Number(view.attributes.get('Numerator'));
  const denominator = Number(view.attributes.get('Denominator'));
  if (denominator <= 0 || numerator < 0 || numerator > denominator) {
    throw new EwsError(
      'ErrorInvalidFractionalPagingParameters',
      'The fractional paging parameters are invalid.',
    );
  }
  return (all) => {
    const start = Math.floor((all.length * numerator) / denominator);
    const items = all.slice(start, start + limit);
    const isLast = start + items.length === all.length;
    return { items, total: all.length, isLast, numerator: start + items.length, denominator: all.length };
  };
}

/** The paging attributes of the RootFolder element. */
export function pagingAttributes(page: Page<unknown>): Record<string, number | boolean | undefined> {
  return {
    IndexedPagingOffset: page.nextOffset,
    NumeratorOffset: page.numerator,
    AbsoluteDenominator: page.denominator,
    TotalItemsInView: page.total,
    IncludesLastItemInRange: page.isLast,
  };
}
