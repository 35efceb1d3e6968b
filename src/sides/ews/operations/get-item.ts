import { ewsError } from '../errors.ts';
import { globalIdUri } from '../mapping/global-object-id.ts';
import { fieldUri, readProperties } from '../properties.ts';
import { descend, type XmlElement } from '../xml-element.ts';
import { tag } from '../xml-writer.ts';
import type { Operation } from './operation.ts';
import { type ItemRef, itemIdTag, itemShape, lastModifiedTagUri, withMark } from './shape.ts';

/** In which form bodies are asked for: as they are kept, or as HTML where a server cannot tell that. */
export type BodyType = 'Best' | 'HTML';

/** How many items one GetItem reads at once. */
export const READ_BATCH = 100;

/**
 * GetItem with everything that we map. The body comes in its best form: HTML where it is HTML, text where it
 * was written as text, so one request tells both the words and whether there is formatting to protect.
 */
export function getItems(
  ids: readonly (string | ItemRef)[],
  hasZoneDefinitions: boolean,
  bodyType: BodyType = 'Best',
): Operation<XmlElement> {
  const paths = [...withMark(readProperties(hasZoneDefinitions)), globalIdUri()];
  const shape = itemShape(hasZoneDefinitions ? paths : [...paths, lastModifiedTagUri()], bodyType);
  return getItemOperation(ids, shape);
}

/** What an occurrence may have of its own; everything else is its series'. */
const EXCEPTION_FIELDS = [
  'item:Subject',
  'item:Sensitivity',
  'item:Body',
  'calendar:Start',
  'calendar:End',
  'calendar:IsAllDayEvent',
  'calendar:LegacyFreeBusyStatus',
  'calendar:Location',
  'calendar:IsCancelled',
];

/** GetItem of changed occurrences: only what they may have of their own. */
export function getExceptions(
  ids: readonly string[],
  hasZoneDefinitions: boolean,
  bodyType: BodyType = 'Best',
): Operation<XmlElement> {
  const zones = hasZoneDefinitions ? ['calendar:StartTimeZone'] : [];
  return getItemOperation(ids, itemShape([...EXCEPTION_FIELDS, ...zones].map(fieldUri), bodyType));
}

/** GetItem of named paths (finished XML) only; with none it tells just ids and change keys. */
export function getItemProperties(
  ids: readonly (string | ItemRef)[],
  paths: readonly string[],
): Operation<XmlElement> {
  return getItemOperation(ids, itemShape(paths));
}

/** GetItem of bodies alone, in the form in which they are kept. */
export function getItemBodies(ids: readonly string[], bodyType: BodyType = 'Best'): Operation<XmlElement> {
  return getItemOperation(ids, itemShape([fieldUri('item:Body')], bodyType));
}

function getItemOperation(ids: readonly (string | ItemRef)[], shape: string): Operation<XmlElement> {
  return {
    name: 'GetItem',
    body: tag('m:GetItem', {}, shape, tag('m:ItemIds', {}, ...ids.map(refTag))),
    expects: ids.length,
    repeatable: true,
    read: firstItem,
  };
}

function refTag(ref: string | ItemRef): string {
  return itemIdTag(typeof ref === 'string' ? { id: ref } : ref);
}

/** The one item of a response message. */
export function firstItem(message: XmlElement): XmlElement {
  const item = descend(message, 'Items')?.children[0];
  if (!item) throw ewsError('EWS_UNEXPECTED_ANSWER', `${message.name} succeeded without an item`);
  return item;
}
