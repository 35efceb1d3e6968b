import { messagesNamespace, typesNamespace } from '../namespaces.ts';
import { atLeast, type SchemaVersion } from '../versions.ts';
import type { XmlElement } from '../xml-read.ts';
import { commonTypes } from './common-types.ts';
import { type ComplexType, parseComplexType } from './content-model.ts';
import { introduced, propertyIntroduced } from './introduced.ts';
import { itemsTypes } from './items-types.ts';
import { meetingTypes } from './meeting-types.ts';
import { notificationTypes } from './notification-types.ts';
import { requestsTypes } from './requests-types.ts';
import { searchTypes } from './search-types.ts';
import { simpleTypeProblem } from './simple-type.ts';
import { closure, type Edge, type State } from './state.ts';
import { timeTypes } from './time-types.ts';

const notations = {
  ...requestsTypes,
  ...notificationTypes,
  ...itemsTypes,
  ...meetingTypes,
  ...searchTypes,
  ...timeTypes,
  ...commonTypes,
};

/** A request that does not follow the schema, with the place and the words that the detail of the fault tells. */
export class SchemaViolation extends Error {
  readonly line: number;
  readonly column: number;
  /** True when the newest schema would have accepted it and only the requested version does not. */
  readonly onlyForVersion: boolean;

  constructor(message: string, element: XmlElement, onlyForVersion = false) {
    super(message);
    this.line = element.line;
    this.column = element.column;
    this.onlyForVersion = onlyForVersion;
  }
}

const parsed = new Map<string, ComplexType>();

function complexType(name: string): ComplexType | undefined {
  const known = parsed.get(name);
  const notation = notations[name];
  if (known || notation === undefined) return known;
  const type = parseComplexType(notation);
  parsed.set(name, type);
  return type;
}

/**
 * Holds an element against its type: the order and number of its children, attributes, and values.
 * @param type a name of the type tables
 * @param version the schema version the request asked for
 * @throws SchemaViolation at the first thing that is wrong
 */
export function validateElement(element: XmlElement, type: string, version: SchemaVersion): void {
  if (type === 'any') return;
  const complex = complexType(type);
  if (complex) {
    validateAttributes(element, type, complex, version);
    validateChildren(element, type, complex, version);
    return;
  }
  if (element.children[0]) throw unexpectedChild(element, element.children[0], []);
  validateText(element, type, version);
}

function validateText(element: XmlElement, type: string, version: SchemaVersion): void {
  const problem = simpleTypeProblem(type, element.text);
  if (problem) {
    const subject = `The '${element.namespace}:${element.name}' element is invalid`;
    throw new SchemaViolation(`${subject} - ${invalidValue(element.text, type)} - ${problem}`, element);
  }
  refuseNewer(element, `${type}=${element.text}`, version);
}

function invalidValue(value: string, type: string): string {
  const typeName = type
    .replace(/^xs:/, 'http://www.w3.org/2001/XMLSchema:')
    .replace(/^m:/, `${messagesNamespace}:`);
  const fullName = typeName.includes('://') ? typeName : `${typesNamespace}:${typeName}`;
  return `The value '${value}' is invalid according to its datatype '${fullName}'`;
}

function validateAttributes(
  element: XmlElement,
  type: string,
  complex: ComplexType,
  version: SchemaVersion,
): void {
  for (const [name, value] of element.attributes) {
    const rule = complex.attributes.get(name);
    if (!rule) throw new SchemaViolation(`The '${name}' attribute is not declared.`, element);
    const problem = simpleTypeProblem(rule.type, value);
    if (problem) {
      const text = `The '${name}' attribute is invalid - ${invalidValue(value, rule.type)} - ${problem}`;
      throw new SchemaViolation(text, element);
    }
    refuseNewer(element, `${type}@${name}`, version);
    if (rule.type === 'UnindexedFieldURIType') refuseNewerProperty(element, value, version);
  }
  for (const [name, rule] of complex.attributes) {
    if (!rule.required || element.attributes.has(name)) continue;
    throw new SchemaViolation(`The required attribute '${name}' is missing.`, element);
  }
}

function validateChildren(
  element: XmlElement,
  type: string,
  complex: ComplexType,
  version: SchemaVersion,
): void {
  if (complex.text !== null) validateText({ ...element, children: [] }, complex.text, version);
  let states = closure([complex.start]);
  for (const child of element.children) {
    const edges = edgesOf(states);
    const taken = edges.filter((edge) => edge.name === child.name && namespaceOf(edge) === child.namespace);
    const [first] = taken;
    if (!first) throw unexpectedChild(element, child, edges);
    refuseNewer(child, `${type}.${child.name}`, version);
    if (type === 'CalendarItemType') refuseNewer(child, `ItemType.${child.name}`, version);
    validateElement(child, first.type, version);
    states = closure(taken.map((edge) => edge.to));
  }
  if (![...states].some((state) => state.final)) throw incomplete(element, edgesOf(states));
  const stray = complex.text === null ? element.text.trim() : '';
  if (stray !== '') throw strayText(element, edgesOf(states));
}

function edgesOf(states: ReadonlySet<State>): Edge[] {
  return [...states].flatMap((state) => state.edges);
}

function namespaceOf(edge: Edge): string {
  return edge.messages ? messagesNamespace : typesNamespace;
}

function refuseNewer(element: XmlElement, key: string, version: SchemaVersion): void {
  const since = introduced(key);
  if (since && !atLeast(version, since)) throw tooNew(element, key);
}

function refuseNewerProperty(element: XmlElement, fieldUri: string, version: SchemaVersion): void {
  const since = propertyIntroduced(fieldUri);
  if (since && !atLeast(version, since)) throw tooNew(element, fieldUri);
}

function tooNew(element: XmlElement, what: string): SchemaViolation {
  return new SchemaViolation(`'${what}' is not part of the requested schema version.`, element, true);
}

function described(element: XmlElement): string {
  return `The element '${element.name}' in namespace '${element.namespace}'`;
}

function expectedList(edges: readonly Edge[]): string {
  const [first] = edges;
  if (!first) return '';
  const names = [...new Set(edges.map((edge) => edge.name))].join(', ');
  return ` List of possible elements expected: '${names}' in namespace '${namespaceOf(first)}'.`;
}

function unexpectedChild(parent: XmlElement, child: XmlElement, edges: readonly Edge[]): SchemaViolation {
  const childName = `invalid child element '${child.name}' in namespace '${child.namespace}'.`;
  return new SchemaViolation(`${described(parent)} has ${childName}${expectedList(edges)}`, child);
}

function incomplete(element: XmlElement, edges: readonly Edge[]): SchemaViolation {
  return new SchemaViolation(`${described(element)} has incomplete content.${expectedList(edges)}`, element);
}

function strayText(element: XmlElement, edges: readonly Edge[]): SchemaViolation {
  return new SchemaViolation(`${described(element)} cannot contain text.${expectedList(edges)}`, element);
}
