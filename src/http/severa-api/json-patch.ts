import { z } from 'zod';
import { badProperty, SeveraError } from './severa-error.ts';

/**
 * Severa's `PatchOperation`: RFC 6902 with capitalised operations and without `test`. Its server reads
 * enumerations whatever their case, so clients that send RFC 6902's own lower case are served too.
 */
export const PatchOperation = z.strictObject({
  op: z
    .string()
    .transform((op) => op.charAt(0).toUpperCase() + op.slice(1).toLowerCase())
    .pipe(z.enum(['Add', 'Copy', 'Move', 'Remove', 'Replace'])),
  path: z.string().min(1),
  value: z.unknown().optional(),
  from: z.string().min(1).nullish(),
});
export type PatchOperation = z.output<typeof PatchOperation>;

export const PatchDocument = z.array(PatchOperation).min(1).max(200);

type Container = Record<string, unknown> | unknown[];

/** A new document with the operations done in order; all or nothing. Throws SeveraError (400). */
export function applyPatch<T extends object>(document: T, operations: readonly PatchOperation[]): T {
  const copy = structuredClone(document);
  for (const operation of operations) applyOne(copy as Container, operation);
  return copy;
}

function applyOne(document: Container, operation: PatchOperation): void {
  const path = readPath(operation.path);
  if (operation.op === 'Remove') {
    remove(document, path);
    return;
  }
  const value = operandOf(document, operation);
  if (operation.op === 'Move') remove(document, source(operation));
  put(document, path, value, operation.op === 'Replace' ? 'replace' : 'insert');
}

function operandOf(document: Container, operation: PatchOperation): unknown {
  const isTransfer = operation.op === 'Copy' || operation.op === 'Move';
  return isTransfer ? structuredClone(valueAt(document, source(operation))) : operation.value;
}

/** RFC 6901 without the demand for the leading slash; `~1` is a slash and `~0` a tilde. */
function readPath(path: string): string[] {
  const parts = path.replace(/^\//, '').split('/');
  if (parts.some((part) => part === '' || part === '__proto__' || part === 'constructor'))
    throw badProperty(path, `The path "${path}" of the patch does not name a property.`);
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function source(operation: PatchOperation): string[] {
  if (operation.from) return readPath(operation.from);
  throw badProperty(operation.path, `The operation ${operation.op} needs "from".`);
}

function put(document: Container, path: string[], value: unknown, way: 'insert' | 'replace'): void {
  const { container, key } = holder(document, path);
  if (!Array.isArray(container)) container[key] = value;
  else if (way === 'insert') container.splice(index(container, key, path), 0, value);
  else container[index(container, key, path)] = value;
}

/** Removing a property empties it: every model of this API tells unset properties as null. */
function remove(document: Container, path: string[]): void {
  const { container, key } = holder(document, path);
  if (Array.isArray(container)) container.splice(index(container, key, path), 1);
  else container[key] = null;
}

function valueAt(document: Container, path: string[]): unknown {
  const { container, key } = holder(document, path);
  return Array.isArray(container) ? container[index(container, key, path)] : container[key];
}

function holder(document: Container, path: string[]): { container: Container; key: string } {
  let container = document;
  for (const part of path.slice(0, -1)) {
    const inner = (container as Record<string, unknown>)[propertyName(container, part)];
    if (inner === null || typeof inner !== 'object')
      throw badProperty(path.join('/'), `The path "/${path.join('/')}" leads nowhere: "${part}" is not set.`);
    container = inner as Container;
  }
  return { container, key: propertyName(container, path.at(-1) ?? '') };
}

/** The property that the part means, whatever its case: Severa's server is not particular about it. */
function propertyName(container: Container, part: string): string {
  if (Array.isArray(container)) return part;
  const names = Object.keys(container);
  return names.find((name) => name.toLowerCase() === part.toLowerCase()) ?? part;
}

function index(list: unknown[], key: string, path: string[]): number {
  if (key === '-') return list.length;
  const number = /^\d+$/.test(key) ? Number(key) : Number.NaN;
  if (number <= list.length) return number;
  const message = `The path "/${path.join('/')}" is outside of its list of ${list.length}.`;
  throw new SeveraError(400, 'InvalidParameter', [{ message }]);
}
