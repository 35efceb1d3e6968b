import type { Item } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { containment } from './containment.ts';
import { EwsError } from './ews-error.ts';
import type { RequestContext } from './operations/operation.ts';
import type { Comparable } from './properties/property.ts';
import { readSearchField, type SearchField } from './search-value.ts';
import { childOf, type XmlElement } from './xml-read.ts';

export type Matches = (item: Item) => boolean;

const pathNames = ['FieldURI', 'IndexedFieldURI', 'ExtendedFieldURI'];
const refusal = 'ErrorUnsupportedPathForQuery';

/** Turns a search expression into a test of one item. */
export function readRestriction(element: XmlElement, mailbox: Mailbox, context: RequestContext): Matches {
  const inner = (): Matches[] => element.children.map((child) => readRestriction(child, mailbox, context));
  switch (element.name) {
    case 'And': {
      const all = inner();
      return (item) => all.every((matches) => matches(item));
    }
    case 'Or': {
      const any = inner();
      return (item) => any.some((matches) => matches(item));
    }
    case 'Not': {
      const none = inner();
      return (item) => !none.some((matches) => matches(item));
    }
    case 'Exists':
      return exists(fieldOf(element, mailbox));
    case 'Contains':
      return contains(element, fieldOf(element, mailbox));
    case 'Excludes':
      return excludes(element, fieldOf(element, mailbox));
    default:
      return comparison(element, mailbox);
  }
}

function fieldOf(element: XmlElement, mailbox: Mailbox): SearchField {
  const path = element.children.find((child) => pathNames.includes(child.name));
  return readSearchField(path as XmlElement, mailbox, refusal);
}

/** A native text that is empty counts as absent, as in the store. */
function exists(field: SearchField): Matches {
  return (item) => {
    const value = field.read(item);
    return value !== undefined && value !== '';
  };
}

function contains(element: XmlElement, field: SearchField): Matches {
  const wanted = childOf(element, 'Constant')?.attributes.get('Value') ?? '';
  const mode = element.attributes.get('ContainmentMode') ?? 'FullString';
  const holds = containment(mode, element.attributes.get('ContainmentComparison') ?? 'Exact', wanted);
  return (item) => {
    const value = field.read(item);
    if (value === undefined) return false;
    return Array.isArray(value) ? value.some(holds) : holds(String(value));
  };
}

function excludes(element: XmlElement, field: SearchField): Matches {
  const mask = Number(childOf(element, 'Bitmask')?.attributes.get('Value') ?? 0);
  return (item) => (Number(field.read(item) ?? 0) & mask) === 0;
}

const tests: Record<string, (order: number) => boolean> = {
  IsEqualTo: (order) => order === 0,
  IsNotEqualTo: (order) => order !== 0,
  IsGreaterThan: (order) => order > 0,
  IsGreaterThanOrEqualTo: (order) => order >= 0,
  IsLessThan: (order) => order < 0,
  IsLessThanOrEqualTo: (order) => order <= 0,
};

function comparison(element: XmlElement, mailbox: Mailbox): Matches {
  const test = tests[element.name];
  if (!test) throw new EwsError('ErrorInvalidRestriction', 'The restriction is not offered by this server.');
  const field = fieldOf(element, mailbox);
  const operand = childOf(element, 'FieldURIOrConstant')?.children[0] as XmlElement;
  const other = otherSide(operand, field, mailbox);
  const isInequality = element.name === 'IsNotEqualTo';
  return (item) => {
    const values = listOf(field.read(item));
    const [wanted] = listOf(other(item));
    if (values.length === 0 || wanted === undefined) return isInequality;
    return values.some((value) => test(compareValues(value, wanted)));
  };
}

function otherSide(operand: XmlElement, field: SearchField, mailbox: Mailbox): SearchField['read'] {
  if (operand.name !== 'Constant') return readSearchField(operand, mailbox, refusal).read;
  const constant = field.constant(operand.attributes.get('Value') ?? '');
  return () => constant;
}

function listOf(value: ReturnType<SearchField['read']>): readonly Comparable[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}

/** Texts are compared without regard to case, as the store's collation does. */
export function compareValues(one: Comparable, other: Comparable): number {
  if (typeof one === 'string' && typeof other === 'string') {
    const [a, b] = [one.toLowerCase(), other.toLowerCase()];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return Number(one) - Number(other);
}
