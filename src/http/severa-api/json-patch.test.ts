import { expect, test } from 'vitest';
import { applyPatch, PatchDocument } from './json-patch.ts';

const DOCUMENT = {
  name: 'Meeting',
  location: null as string | null,
  activityType: { guid: 'a' },
  exceptions: ['x', 'z'],
};

function patched(operations: unknown): typeof DOCUMENT {
  return applyPatch(DOCUMENT, PatchDocument.parse(operations));
}

test.each([
  ['Replace', { op: 'Replace', path: '/name', value: 'Call' }, { name: 'Call' }],
  [
    'Replace of a nested property',
    { op: 'Replace', path: '/activityType/guid', value: 'b' },
    { activityType: { guid: 'b' } },
  ],
  ['Add', { op: 'Add', path: '/location', value: 'Room 1' }, { location: 'Room 1' }],
  ['Add into a list', { op: 'Add', path: '/exceptions/1', value: 'y' }, { exceptions: ['x', 'y', 'z'] }],
  [
    'Add at the end of a list',
    { op: 'Add', path: '/exceptions/-', value: '!' },
    { exceptions: ['x', 'z', '!'] },
  ],
  ['Remove', { op: 'Remove', path: '/activityType' }, { activityType: null }],
  ['Remove from a list', { op: 'Remove', path: '/exceptions/0' }, { exceptions: ['z'] }],
  ['Copy', { op: 'Copy', from: '/name', path: '/location' }, { location: 'Meeting' }],
  ['Move', { op: 'Move', from: '/name', path: '/location' }, { name: null, location: 'Meeting' }],
  ['lower case', { op: 'replace', path: '/name', value: 'Call' }, { name: 'Call' }],
  [
    'a path without its slash and in another case',
    { op: 'Replace', path: 'Name', value: 'Call' },
    { name: 'Call' },
  ],
])('%s', (_title, operation, change) => {
  expect(patched([operation])).toEqual({ ...DOCUMENT, ...change });
});

test('operations are done in order, on a copy', () => {
  const result = patched([
    { op: 'Replace', path: '/name', value: 'First' },
    { op: 'Copy', from: '/name', path: '/location' },
    { op: 'Replace', path: '/name', value: 'Second' },
  ]);
  expect(result).toMatchObject({ name: 'Second', location: 'First' });
  expect(DOCUMENT.name).toBe('Meeting');
});

test.each([
  [{ op: 'Test', path: '/name', value: 'x' }],
  [{ op: 'Delete', path: '/name' }],
  [{ op: 'Replace', value: 'x' }],
  [{ op: 'Replace', path: '/name', value: 'x', extra: 1 }],
])('%j is no operation', (operation) => {
  expect(PatchDocument.safeParse([operation]).success).toBe(false);
});

test.each([
  [{ op: 'Replace', path: '/customer/guid', value: 'x' }, 'leads nowhere'],
  [{ op: 'Replace', path: '/__proto__/polluted', value: 'x' }, 'does not name a property'],
  [{ op: 'Add', path: '/exceptions/9', value: 'x' }, 'outside of its list'],
  [{ op: 'Move', path: '/name' }, 'needs "from"'],
])('%j is refused: %s', (operation, words) => {
  expect(() => patched([operation])).toThrow(words);
});
