import { EwsError } from './ews-error.ts';
import { readExtendedProperty } from './properties/extended-value.ts';
import { isNativeMapi } from './properties/native-mapi.ts';
import { type Draft, type DraftZones, elementName } from './properties/property.ts';
import { type PropertyPath, propertyByField, readPropertyPath } from './properties/table.ts';
import type { XmlElement } from './xml-read.ts';
import { leaf, type Xml } from './xml-write.ts';

/** One SetItemField, AppendToItemField or DeleteItemField. */
export interface Change {
  readonly kind: 'set' | 'append' | 'delete';
  readonly path: PropertyPath;
  /** The path in one writing, by which conflicts are found. */
  readonly field: string;
  /** The element that holds the new value; undefined for a deletion. */
  readonly value: XmlElement | undefined;
}

const kinds: Record<string, Change['kind']> = {
  SetItemField: 'set',
  AppendToItemField: 'append',
  DeleteItemField: 'delete',
};

const pathNames = ['FieldURI', 'IndexedFieldURI', 'ExtendedFieldURI'];

/**
 * Reads the Updates of an ItemChange.
 * @throws EwsError ErrorIncorrectUpdatePropertyCount unless a change is of exactly one property,
 *   ErrorUpdatePropertyMismatch when path and value are of different properties
 */
export function readChanges(updates: XmlElement | undefined): Change[] {
  return (updates?.children ?? []).map(readChange);
}

function readChange(element: XmlElement): Change {
  const kind = kinds[element.name] ?? 'set';
  const paths = element.children.filter((child) => pathNames.includes(child.name));
  const holder = element.children.find((child) => !pathNames.includes(child.name));
  const values = holder?.children ?? [];
  const [first] = paths;
  if (!first || paths.length > 1 || (kind !== 'delete' && values.length !== 1)) {
    const message = 'An object within a change description must contain one and only one property to modify.';
    throw new EwsError('ErrorIncorrectUpdatePropertyCount', message);
  }
  const path = readPropertyPath(first);
  const [value] = values;
  if (value && !isSame(path, value)) throw mismatch(path);
  return { kind, path, field: fieldOf(path), value };
}

function fieldOf(path: PropertyPath): string {
  if (path.kind === 'extended') return path.path.key;
  return path.kind === 'indexed' ? `${path.field}/${path.index}` : path.field;
}

function isSame(path: PropertyPath, value: XmlElement): boolean {
  if (path.kind === 'extended') {
    return value.name === 'ExtendedProperty' && readExtendedProperty(value).path.key === path.path.key;
  }
  return path.kind === 'property' && path.field.endsWith(`:${value.name}`);
}

function mismatch(path: PropertyPath): EwsError {
  const message = 'The property path and the property that is set do not match.';
  return new EwsError('ErrorUpdatePropertyMismatch', message, pathXml(path));
}

function pathXml(path: PropertyPath): Xml[] {
  if (path.kind === 'extended') return [leaf('t:ExtendedFieldURI', '', path.path.attributes)];
  return [leaf('t:FieldURI', '', { FieldURI: path.field })];
}

/** Carries out one change on a draft. */
export function applyChange(draft: Draft, change: Change, zones: DraftZones): void {
  const { path } = change;
  if (path.kind === 'extended') {
    applyExtended(draft, change, path.path.key);
    return;
  }
  const definition = propertyByField(path.field);
  const action = definition && actionOf(definition, change, zones);
  if (!definition || !action) throw notAllowed(change, path);
  action(draft);
}

function actionOf(
  definition: NonNullable<ReturnType<typeof propertyByField>>,
  change: Change,
  zones: DraftZones,
): ((draft: Draft) => void) | undefined {
  const { set, append, remove } = definition;
  const value = change.value;
  if (change.kind === 'delete') return remove;
  if (!value || elementName(definition) !== value.name) return undefined;
  if (change.kind === 'append') return append && ((draft) => append(draft, value));
  return set && ((draft) => set(draft, value, zones));
}

const refusals = {
  set: ['ErrorInvalidPropertySet', 'Set action is invalid for property.'],
  append: ['ErrorInvalidPropertyAppend', 'Append action is invalid for property.'],
  delete: ['ErrorInvalidPropertyDelete', 'Delete action is invalid for property.'],
} as const;

/** The refusal of a change that the property does not take. */
export function notAllowed(change: Change, path: PropertyPath): EwsError {
  const [code, message] = refusals[change.kind];
  return new EwsError(code, message, pathXml(path));
}

function applyExtended(draft: Draft, change: Change, key: string): void {
  if (isNativeMapi(key)) return;
  if (change.kind === 'append') throw notAllowed(change, change.path);
  const { [key]: _, ...others } = draft.extended;
  if (!change.value) draft.extended = others;
  else draft.extended = { ...others, [key]: readExtendedProperty(change.value).property };
}
