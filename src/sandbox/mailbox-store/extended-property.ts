/** The MAPI types that can be stored, without their array forms. */
export type MapiType =
  | 'ApplicationTime'
  | 'Binary'
  | 'Boolean'
  | 'CLSID'
  | 'Currency'
  | 'Double'
  | 'Float'
  | 'Integer'
  | 'Long'
  | 'Short'
  | 'SystemTime'
  | 'String';

/** How an extended property is addressed, in one canonical form for the three ways a client may write it. */
export type PropertyAddress =
  | { readonly kind: 'tag'; readonly tag: number }
  | { readonly kind: 'named'; readonly set: string; readonly name: string }
  | { readonly kind: 'numbered'; readonly set: string; readonly id: number };

export interface ExtendedProperty {
  readonly address: PropertyAddress;
  readonly type: MapiType;
  /** The value in the type's canonical writing; a list for array types. */
  readonly value: string | readonly string[];
}

/** By `propertyKey`. */
export type ExtendedProperties = Readonly<Record<string, ExtendedProperty>>;

/**
 * The key under which a property is kept: the same address with the same type is the same property. Names of
 * named properties are told apart by case, as MAPI does.
 */
export function propertyKey(address: PropertyAddress, type: MapiType, isArray: boolean): string {
  const kind = `${type}${isArray ? '[]' : ''}`;
  switch (address.kind) {
    case 'tag':
      return `tag/${address.tag}/${kind}`;
    case 'named':
      return `${address.set.toLowerCase()}/name/${address.name}/${kind}`;
    case 'numbered':
      return `${address.set.toLowerCase()}/id/${address.id}/${kind}`;
  }
}
