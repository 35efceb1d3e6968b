import { expect, test } from 'vitest';
import { Mailbox } from './mailbox.ts';
import { defaultItem } from './new-item.ts';
import type { StoreChange } from './store-change.ts';

const record = {
  guid: 'g',
  replica: 'r',
  primaryAddress: 'a@b.example',
  secondaryAddresses: [],
  displayName: 'A',
  zone: 'UTC',
};
const calendar = 3;
const bin = 4;

function open() {
  const facts: StoreChange[] = [];
  const mailbox = new Mailbox(
    record,
    (changes) => facts.push(...changes),
    () => 1_000,
  );
  const create = (count: number) =>
    mailbox.create(
      calendar,
      Array.from({ length: count }, () => defaultItem(record, 'A', 1_000)),
    );
  return { mailbox, facts, create };
}

const changed = (mailbox: Mailbox, after: number, folder = calendar): number[] =>
  [...mailbox.changesAfter(folder, after)].map((change) => change.item);

test('every change has a sequence number of its own, and only the last change of an item counts', () => {
  const { mailbox, create } = open();
  const [one, two] = create(2);
  if (!one || !two) throw new Error('not created');
  const start = mailbox.sequence;
  mailbox.update(one, { ...one, subject: 'x' }, ['item:Subject']);
  mailbox.update(two, { ...two, subject: 'y' }, ['item:Subject']);
  mailbox.update(mailbox.item(one.number) ?? one, { ...one, subject: 'z' }, ['item:Subject']);
  expect(changed(mailbox, 0)).toEqual([two.number, one.number]);
  expect(changed(mailbox, start)).toEqual([two.number, one.number]);
  expect(changed(mailbox, mailbox.sequence)).toEqual([]);
});

test('a move is a removal here and a new item there, written down as one', () => {
  const { mailbox, facts, create } = open();
  const [item] = create(1);
  if (!item) throw new Error('not created');
  const before = mailbox.sequence;
  const moved = mailbox.move(item, bin);
  expect(moved.number).not.toBe(item.number);
  expect(mailbox.item(item.number)).toBeUndefined();
  expect(changed(mailbox, before)).toEqual([item.number]);
  expect(changed(mailbox, before, bin)).toEqual([moved.number]);
  expect(facts.slice(-2).map((fact) => fact.kind)).toEqual(['gone', 'item']);
});

test('a change that could not be written down has not happened', () => {
  const mailbox = new Mailbox(
    record,
    () => {
      throw new Error('disk full');
    },
    () => 1_000,
  );
  expect(() => mailbox.create(calendar, [defaultItem(record, 'A', 1_000)])).toThrow('disk full');
  expect(mailbox.countOf(calendar)).toBe(0);
  expect(mailbox.sequence).toBe(0);
});

test('a mailbox rebuilt from its facts goes on with new numbers, deleted ones included', () => {
  const { mailbox, create } = open();
  const items = create(3);
  const last = items[2];
  if (!last) throw new Error('not created');
  mailbox.remove(last);
  const rebuilt = new Mailbox(
    record,
    () => {},
    () => 1_000,
  );
  for (const line of mailbox.facts()) {
    for (const fact of line) {
      if (fact.kind === 'item') rebuilt.restoreItem(fact.item);
      if (fact.kind === 'gone') rebuilt.restoreRemoval(fact.folder, fact.item, fact.sequence);
    }
  }
  expect(rebuilt.countOf(calendar)).toBe(2);
  expect(rebuilt.sequence).toBe(mailbox.sequence);
  expect(changed(rebuilt, 0)).toEqual(changed(mailbox, 0));
  const [next] = rebuilt.create(calendar, [defaultItem(record, 'A', 1_000)]);
  expect(next?.number).toBeGreaterThan(last.number);
});

test('the feed stays small however often an item changes', () => {
  const { mailbox, create } = open();
  let [item] = create(1);
  for (let turn = 0; turn < 5_000; turn += 1) {
    if (item) item = mailbox.update(item, { ...item, subject: String(turn) }, ['item:Subject']);
  }
  expect(changed(mailbox, 0)).toEqual([item?.number]);
});
