import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '../series/day.ts';
import { changeKey, entryOf, folderId, idFromEntry, itemId, parseChangeKey, parseId } from './ids.ts';

const mailbox = {
  guid: '5f0d4c8e-9a51-4f60-83c0-de01a3b2c4d5',
  replica: '81fa2fc2-abd9-4d48-83fb-e06f43006823',
  primaryAddress: 'a@b.example',
  secondaryAddresses: [],
  displayName: 'A',
  zone: 'UTC',
};
const counter = fc.integer({ min: 1, max: 2 ** 47 });

test('an id can be read back, and looks like one of Exchange', () => {
  fc.assert(
    fc.property(counter, counter, (folder, item) => {
      const { guid, replica } = mailbox;
      const id = itemId(mailbox, { folder, number: item });
      expect(id).toMatch(/^AAMk[A-Za-z0-9+/]{147}=$/);
      expect(parseId(id)).toEqual({ kind: 'item', mailbox: guid, replica, folder, item });
      expect(parseId(folderId(mailbox, folder))).toEqual({ kind: 'folder', mailbox: guid, replica, folder });
    }),
  );
});

test('the id of an occurrence holds that of its master and the day, and is the same whatever becomes of it', () => {
  const day = fc.integer({ min: dayOf(1900, 1, 1), max: dayOf(4500, 8, 31) });
  fc.assert(
    fc.property(counter, counter, day, (folder, item, on) => {
      const { guid, replica } = mailbox;
      const mark = { day: on, originalStart: 0, isException: false };
      const id = itemId(mailbox, { folder, number: item, occurrence: mark });
      expect(parseId(id)).toEqual({ kind: 'occurrence', mailbox: guid, replica, folder, item, day: on });
      const changed = { ...mark, originalStart: 1, isException: true };
      expect(itemId(mailbox, { folder, number: item, occurrence: changed })).toBe(id);
      expect(idFromEntry(mailbox, entryOf(id))).toBe(id);
    }),
  );
});

test('a change key can be read back', () => {
  fc.assert(
    fc.property(counter, (sequence) => {
      expect(parseChangeKey(changeKey(mailbox, 'calendarItem', sequence))).toBe(sequence);
    }),
  );
});

test('an id that was cut or altered in shape is malformed', () => {
  const id = itemId(mailbox, { folder: 3, number: 7 });
  for (const bad of [id.slice(4), id.slice(0, -4), `${id}AAAA`, `B${id.slice(1)}`, 'x', `${id} `]) {
    expect(parseId(bad)).toBeNull();
  }
  expect(parseChangeKey('AAAA')).toBeNull();
});
