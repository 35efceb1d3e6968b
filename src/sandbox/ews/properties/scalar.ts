import type { Item } from '../../mailbox-store/item.ts';
import type { XmlElement } from '../xml-read.ts';
import { leaf, nothing } from '../xml-write.ts';
import type { Comparable, Draft, PropertyDefinition } from './property.ts';

type TextKey = 'subject' | 'location' | 'workspaceUrl' | 'netShowUrl';
type FlagKey = 'allDay' | 'reminderSet' | 'responseRequested' | 'isOnline';

type Shape = PropertyDefinition['shape'];

const nameOf = (field: string): string => `t:${field.slice(field.indexOf(':') + 1)}`;

/** A property that only shows what can be computed from the item. */
export function computed(
  field: string,
  shape: Shape,
  value: (item: Item) => Comparable | undefined,
  searchable: 'searchable' | 'calculated' = 'searchable',
): PropertyDefinition {
  const write: PropertyDefinition['write'] = (item) => {
    const shown = value(item);
    return shown === undefined ? nothing : leaf(nameOf(field), shown);
  };
  return searchable === 'searchable' ? { field, shape, write, value } : { field, shape, write };
}

/** A text that may be empty. */
export function text(field: string, shape: Shape, key: TextKey): PropertyDefinition {
  return {
    field,
    shape,
    write: (item) => (item[key] === '' ? nothing : leaf(nameOf(field), item[key])),
    value: (item) => item[key],
    set: (draft, element) => {
      draft[key] = element.text;
    },
    remove: (draft) => {
      draft[key] = '';
    },
  };
}

/** A truth value, with the value that it has after being deleted. */
export function flag(field: string, shape: Shape, key: FlagKey, whenDeleted: boolean): PropertyDefinition {
  return {
    field,
    shape,
    write: (item) => leaf(nameOf(field), item[key]),
    value: (item) => item[key],
    set: (draft, element) => {
      draft[key] = isTrue(element);
    },
    remove: (draft) => {
      draft[key] = whenDeleted;
    },
  };
}

/** One of a list of words; the schema has made sure that it is one of them. */
export function choice<Key extends 'sensitivity' | 'importance' | 'busyStatus'>(
  field: string,
  shape: Shape,
  key: Key,
  whenDeleted: Draft[Key],
): PropertyDefinition {
  return {
    field,
    shape,
    write: (item) => leaf(nameOf(field), item[key]),
    value: (item) => item[key],
    set: (draft, element) => {
      draft[key] = element.text as Draft[Key];
    },
    remove: (draft) => {
      draft[key] = whenDeleted;
    },
  };
}

/** Reads an xs:boolean that has passed the schema. */
export function isTrue(element: XmlElement): boolean {
  return ['true', '1'].includes(element.text.trim());
}
