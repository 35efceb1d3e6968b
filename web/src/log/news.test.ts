import { describe, expect, it } from 'vitest';
import type { LogEntry, LogPage } from '../api/contract.ts';
import { isMoreThanShown, newsOf, type Pages, renewed, withNews } from './news.ts';

const entry = (id: number, subject = 'Meeting') => ({ id: String(id), subject }) as LogEntry;
const page = (ids: readonly number[], next: string | null = null): LogPage => ({
  entries: ids.map((id) => entry(id)),
  next,
});
const pages = (...each: LogPage[]): Pages => ({ pages: each, pageParams: each.map(() => undefined) });
const idsOf = ({ pages }: Pages) => pages.map(({ entries }) => entries.map(({ id }) => Number(id)));

describe('news of the log', () => {
  it('are the lines that no page holds yet', () => {
    expect(newsOf(pages(page([5, 4]), page([3])), page([7, 6, 5, 4])).map(({ id }) => id)).toEqual([
      '7',
      '6',
    ]);
    expect(newsOf(pages(page([5, 4])), page([5, 4]))).toEqual([]);
  });

  it('come on top of the first page and leave the others alone', () => {
    expect(idsOf(withNews(pages(page([5, 4], '4'), page([3])), page([7, 6, 5], '5')))).toEqual([
      [7, 6, 5, 4],
      [3],
    ]);
  });

  it('that were written late stand where they belong', () => {
    expect(idsOf(withNews(pages(page([7, 5])), page([7, 6, 5])))).toEqual([[7, 6, 5]]);
  });

  it('that are too many to join begin the log anew, so that no gap is left', () => {
    const before = pages(page([5, 4], '4'), page([3]));
    expect(isMoreThanShown(before, page([9, 8], '8'))).toBe(true);
    expect(idsOf(withNews(before, page([9, 8], '8')))).toEqual([[9, 8]]);
  });

  it('of an empty log are all that there is', () => {
    expect(idsOf(withNews(pages(page([])), page([2, 1])))).toEqual([[2, 1]]);
  });

  it('renew the lines that are shown, without moving any', () => {
    const before = pages(page([5, 4]));
    const after = renewed(before, { entries: [entry(6), entry(5, 'Hidden by now')], next: null });
    expect(after.pages[0]?.entries.map(({ subject }) => subject)).toEqual(['Hidden by now', 'Meeting']);
    expect(renewed(before, page([5, 4]))).toBe(before);
  });
});
