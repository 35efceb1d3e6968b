import type { MapiType, PropertyAddress } from '../../mailbox-store/extended-property.ts';
import { propertyKey } from '../../mailbox-store/extended-property.ts';
import { EwsError } from '../ews-error.ts';
import type { XmlElement } from '../xml-read.ts';
import { leaf, type Xml } from '../xml-write.ts';

/** The property sets that have a name in ExtendedFieldURI (MS-OXPROPS 1.3.2). */
export const propertySets: Record<string, string> = {
  Meeting: '6ed8da90-450b-101b-98da-00aa003f1305',
  Appointment: '00062002-0000-0000-c000-000000000046',
  Common: '00062008-0000-0000-c000-000000000046',
  PublicStrings: '00020329-0000-0000-c000-000000000046',
  Address: '00062004-0000-0000-c000-000000000046',
  InternetHeaders: '00020386-0000-0000-c000-000000000046',
  CalendarAssistant: '11000e07-b51b-40d6-af21-caa85edab1d0',
  UnifiedMessaging: '4442858e-a9e3-4e80-b900-317a210cc15b',
  Task: '00062003-0000-0000-c000-000000000046',
  Sharing: '00062040-0000-0000-c000-000000000046',
};

/** An extended property as a request names it. */
export interface ExtendedPath {
  readonly address: PropertyAddress;
  readonly type: MapiType;
  readonly isArray: boolean;
  readonly key: string;
  /** The attributes as they came: the answer repeats them. */
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Reads an ExtendedFieldURI. Only these combinations are allowed: a tag; or a set, by name or guid, with either
 * a name or an id.
 */
export function readExtendedPath(element: XmlElement): ExtendedPath {
  const attributes = Object.fromEntries(element.attributes);
  const written = attributes.PropertyType ?? '';
  const isArray = written.endsWith('Array');
  const type = (isArray ? written.slice(0, -'Array'.length) : written) as MapiType;
  if (['Null', 'Error', 'Object'].includes(type)) throw invalidPath(attributes);
  const address = addressOf(attributes);
  return { address, type, isArray, key: propertyKey(address, type, isArray), attributes };
}

function addressOf(attributes: Record<string, string>): PropertyAddress {
  const { PropertyTag, DistinguishedPropertySetId, PropertySetId, PropertyName, PropertyId } = attributes;
  const hasSet = DistinguishedPropertySetId !== undefined || PropertySetId !== undefined;
  const hasBothSets = DistinguishedPropertySetId !== undefined && PropertySetId !== undefined;
  const hasName = PropertyName !== undefined;
  const hasId = PropertyId !== undefined;
  if (PropertyTag !== undefined) {
    const tag = Number(PropertyTag);
    if (hasSet || hasName || hasId) throw invalidPath(attributes);
    if (tag >= 0x8000) throw customTag(attributes);
    return { kind: 'tag', tag };
  }
  if (!hasSet || hasBothSets || hasName === hasId) throw invalidPath(attributes);
  const set = propertySets[DistinguishedPropertySetId ?? ''] ?? PropertySetId ?? '';
  if (hasName) return { kind: 'named', set, name: PropertyName };
  return { kind: 'numbered', set, id: Number(PropertyId) };
}

function invalidPath(attributes: Record<string, string>): EwsError {
  const message = 'The extended property attribute combination is invalid.';
  return new EwsError('ErrorInvalidExtendedProperty', message, [leaf('t:ExtendedFieldURI', '', attributes)]);
}

function customTag(attributes: Record<string, string>): EwsError {
  const message =
    'Custom properties cannot be specified using property tags. Use the set and the name or id.';
  return new EwsError('ErrorNoPropertyTagForCustomProperties', message, [
    leaf('t:ExtendedFieldURI', '', attributes),
  ]);
}

/** The path as it came, for an answer. */
export function writeExtendedPath(path: ExtendedPath): Xml {
  return leaf('t:ExtendedFieldURI', '', path.attributes);
}
