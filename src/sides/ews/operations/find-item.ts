import { ewsError } from '../errors.ts';
import { globalIdUri } from '../mapping/global-object-id.ts';
import { markPrefix, markUri } from '../mark.ts';
import { fieldUri } from '../properties.ts';
import { child, descend, type XmlElement } from '../xml-element.ts';
import { tag } from '../xml-writer.ts';
import type { Operation } from './operation.ts';
import { CALENDAR_FOLDER, itemShape } from './shape.ts';

/** Keys in one restriction: Exchange refuses restrictions that are too long or too complex. */
export const FIND_BATCH = 20;
const FIND_PAGE = 200;

export interface FoundPage {
  /** Items with their id, and the properties that were asked for. */
  readonly items: readonly XmlElement[];
  /** Offset of the next page; null on the last one. */
  readonly nextOffset: number | null;
}

/**
 * FindItem on our mark: entries whose mark begins with one of these keys, whatever window they stand in.
 * A prefix, since the uid behind the key need not be known.
 */
export function findByMark(keys: readonly string[], offset = 0): Operation<FoundPage> {
  const terms = keys.map((key) =>
    tag(
      't:Contains',
      { ContainmentMode: 'Prefixed', ContainmentComparison: 'Exact' },
      markUri(),
      tag('t:Constant', { Value: markPrefix(key) }),
    ),
  );
  return findItem([markUri()], pageFrom(offset), anyOf(terms));
}

/**
 * FindItem on global object ids (base64): the meetings of the calendar that have them, with what their user
 * answered, or the answers to them that lie among the drafts.
 */
export function findByGlobalId(
  globalIds: readonly string[],
  folder: 'calendar' | 'drafts' = 'calendar',
): Operation<FoundPage> {
  const terms = globalIds.map((id) =>
    tag('t:IsEqualTo', {}, globalIdUri(), tag('t:FieldURIOrConstant', {}, tag('t:Constant', { Value: id }))),
  );
  const answer = ['calendar:MyResponseType', 'calendar:AppointmentState'].map(fieldUri);
  const place = tag('t:DistinguishedFolderId', { Id: folder });
  return findItem([globalIdUri(), ...answer], pageFrom(0), anyOf(terms), place);
}

function pageFrom(offset: number): string {
  return tag('m:IndexedPageItemView', {
    MaxEntriesReturned: FIND_PAGE,
    Offset: offset,
    BasePoint: 'Beginning',
  });
}

/** A restriction to what fits any of the terms. */
function anyOf(terms: readonly string[]): string {
  const restriction = terms.length === 1 ? terms[0] : tag('t:Or', {}, ...terms);
  return tag('m:Restriction', {}, restriction ?? '');
}

/**
 * FindItem with a CalendarView: occurrences between two instants, series expanded by the server. At most 1,000
 * entries and two years; it cannot be paged.
 */
export function findInView(from: string, to: string, paths: readonly string[]): Operation<FoundPage> {
  return findItem(
    paths,
    tag('m:CalendarView', { MaxEntriesReturned: 1000, StartDate: from, EndDate: to }),
    '',
  );
}

function findItem(
  paths: readonly string[],
  view: string,
  restriction: string,
  folder = CALENDAR_FOLDER,
): Operation<FoundPage> {
  const folders = tag('m:ParentFolderIds', {}, folder);
  return {
    name: 'FindItem',
    body: tag('m:FindItem', { Traversal: 'Shallow' }, itemShape(paths), view, restriction, folders),
    expects: 1,
    repeatable: true,
    read: readFound,
  };
}

function readFound(message: XmlElement): FoundPage {
  const root = child(message, 'RootFolder');
  if (!root) throw ewsError('EWS_UNEXPECTED_ANSWER', 'FindItem succeeded without its RootFolder');
  const isLast = root.attributes.IncludesLastItemInRange !== 'false';
  const next = Number(root.attributes.IndexedPagingOffset ?? Number.NaN);
  return {
    items: descend(root, 'Items')?.children ?? [],
    nextOffset: isLast || !Number.isFinite(next) ? null : next,
  };
}
