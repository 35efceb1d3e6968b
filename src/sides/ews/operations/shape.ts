import { markUri } from '../mark.ts';
import { fieldUri } from '../properties.ts';
import { tag, textTag } from '../xml-writer.ts';

/** PidTagLastModificationTime: what item:LastModifiedTime shows, on servers before 2010 too. */
export const LAST_MODIFIED_TAG = '0x3008';

/** An item shape with only ids and what is named; `bodyType` where a body is asked for. */
export function itemShape(paths: readonly string[], bodyType?: 'Best' | 'HTML' | 'Text'): string {
  const more = paths.length > 0 ? tag('t:AdditionalProperties', {}, ...paths) : '';
  const body = bodyType ? textTag('t:BodyType', bodyType) : '';
  return tag('m:ItemShape', {}, textTag('t:BaseShape', 'IdOnly'), body, more);
}

/** Paths of fields, with our mark beside them. */
export function withMark(uris: readonly string[]): string[] {
  return [...uris.map(fieldUri), markUri()];
}

export function lastModifiedTagUri(): string {
  return tag('t:ExtendedFieldURI', { PropertyTag: LAST_MODIFIED_TAG, PropertyType: 'SystemTime' });
}

export const CALENDAR_FOLDER = tag('t:DistinguishedFolderId', { Id: 'calendar' });

/** An item's id as it stands in requests. */
export interface ItemId {
  readonly id: string;
  readonly changeKey?: string;
}

export function itemIdTag({ id, changeKey }: ItemId): string {
  return tag('t:ItemId', { Id: id, ChangeKey: changeKey || undefined });
}
