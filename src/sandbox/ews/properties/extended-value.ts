import type { ExtendedProperty } from '../../mailbox-store/extended-property.ts';
import { EwsError } from '../ews-error.ts';
import { childOf, type XmlElement } from '../xml-read.ts';
import { branch, leaf, type Xml } from '../xml-write.ts';
import { type ExtendedPath, readExtendedPath, writeExtendedPath } from './extended-path.ts';

/** Turns a written value into the type's canonical writing; null when it is none of this type. */
const readers: Record<ExtendedProperty['type'], (text: string) => string | null> = {
  ApplicationTime: numberText,
  Binary: (text) => (isBase64(text.trim()) ? text.trim() : null),
  Boolean: (text) =>
    ({ true: 'true', '1': 'true', false: 'false', '0': 'false' })[text.trim().toLowerCase()] ?? null,
  CLSID: (text) =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text.trim()) ? text.trim().toLowerCase() : null,
  Currency: integerText(-(2n ** 63n), 2n ** 63n - 1n),
  Double: numberText,
  Float: numberText,
  Integer: integerText(-(2n ** 31n), 2n ** 31n - 1n),
  Long: integerText(-(2n ** 63n), 2n ** 63n - 1n),
  Short: integerText(-(2n ** 15n), 2n ** 15n - 1n),
  SystemTime: timeText,
  String: (text) => text,
};

function numberText(text: string): string | null {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? null : String(value);
}

function integerText(low: bigint, high: bigint): (text: string) => string | null {
  return (text) => {
    if (!/^[+-]?\d+$/.test(text.trim())) return null;
    const value = BigInt(text.trim().replace('+', ''));
    return value < low || value > high ? null : String(value);
  };
}

function timeText(text: string): string | null {
  const zoned = /Z|[+-]\d\d:\d\d$/.test(text.trim()) ? text.trim() : `${text.trim()}Z`;
  const instant = Date.parse(zoned);
  return Number.isNaN(instant) ? null : `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

function isBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}

/** Reads one value of the path's type. */
export function readTypedValue(path: ExtendedPath, text: string): string {
  const value = readers[path.type](text);
  if (value !== null) return value;
  const message = "The extended property value does not match the extended property's type.";
  throw new EwsError('ErrorInvalidExtendedPropertyValue', message, [writeExtendedPath(path)]);
}

/** Reads an ExtendedProperty element: its path, and the property to store under the path's key. */
export function readExtendedProperty(element: XmlElement): {
  path: ExtendedPath;
  property: ExtendedProperty;
} {
  const path = readExtendedPath(element.children[0] as XmlElement);
  const single = childOf(element, 'Value');
  const many = childOf(element, 'Values');
  if ((many !== undefined) !== path.isArray) {
    const message = 'The Value or Values element does not match the property type.';
    throw new EwsError('ErrorInvalidExtendedPropertyValue', message, [writeExtendedPath(path)]);
  }
  const value = many
    ? many.children.map((child) => readTypedValue(path, child.text))
    : readTypedValue(path, single?.text ?? '');
  return { path, property: { address: path.address, type: path.type, value } };
}

/** An ExtendedProperty element with the path as the request wrote it. */
export function writeExtendedProperty(path: ExtendedPath, value: ExtendedProperty['value']): Xml {
  const written =
    typeof value === 'string'
      ? leaf('t:Value', value)
      : branch(
          't:Values',
          value.map((each) => leaf('t:Value', each)),
        );
  return branch('t:ExtendedProperty', [writeExtendedPath(path), written]);
}
