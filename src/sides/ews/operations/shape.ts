import { markUri } from '../mark.ts';
import { fieldUri } from '../properties.ts';
import { unfinishedUri } from '../series/unfinished.ts';
import { tag, textTag } from '../xml-writer.ts';

/** PidTagLastModificationTime: what item:LastModifiedTime shows, on servers before 2010 too. */
export const LAST_MODIFIED_TAG = '0x3008';

/** An item shape with only ids and what is named; `bodyType` where a body is asked for. */
export function itemShape(paths: readonly string[], bodyType?: 'Best' | 'HTML' | 'Text'): string {
  const more = paths.length > 0 ? tag('t:AdditionalProperties', {}, ...paths) : '';
  const body = bodyType ? textTag('t:BodyType', bodyType) : '';
  return tag('m:ItemShape', {}, textTag('t:BaseShape', 'IdOnly'), body, more);
}

/** Paths of fields, with what we ourselves keep in an item beside them. */
export function withMark(uris: readonly string[]): string[] {
  return [...uris.map(fieldUri), markUri(), unfinishedUri()];
}

export function lastModifiedTagUri(): string {
  return tag('t:ExtendedFieldURI', { PropertyTag: LAST_MODIFIED_TAG, PropertyType: 'SystemTime' });
}

export const CALENDAR_FOLDER = tag('t:DistinguishedFolderId', { Id: 'calendar' });

/**
 * A distinguished folder with the mailbox that it is in. Named so, only the primary address is taken, and a secondary
 * one is answered with it (DistinguishedFolderId, ErrorNonPrimarySmtpAddress); impersonation alone takes either.
 */
export function folderIn(distinguishedId: string, mailbox: string | null): string {
  const named = mailbox === null ? '' : tag('t:Mailbox', {}, textTag('t:EmailAddress', mailbox));
  return tag('t:DistinguishedFolderId', { Id: distinguishedId }, named);
}

/** An item's id as it stands in requests. */
export interface ItemId {
  readonly id: string;
  readonly changeKey?: string;
}

/**
 * One occurrence of a series by its place. Places count from 1 over every occurrence that the rule gives, deleted
 * and changed ones too (ResponseCode: a deleted occurrence keeps its index and is refused under it).
 */
export interface OccurrenceId {
  readonly masterId: string;
  readonly index: number;
  /** The master's or the occurrence's: they have the same (OccurrenceItemId). */
  readonly changeKey?: string;
}

export type ItemRef = ItemId | OccurrenceId;

export function itemIdTag(ref: ItemRef): string {
  const ChangeKey = ref.changeKey || undefined;
  if ('id' in ref) return tag('t:ItemId', { Id: ref.id, ChangeKey });
  return tag('t:OccurrenceItemId', { RecurringMasterId: ref.masterId, ChangeKey, InstanceIndex: ref.index });
}
