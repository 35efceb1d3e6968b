import { expect, test } from 'vitest';
import { Mailbox } from '../mailbox-store/mailbox.ts';
import { defaultItem } from '../mailbox-store/new-item.ts';
import { nextEvents } from './event-selection.ts';
import { Subscription } from './subscription.ts';

const record = {
  guid: 'g',
  replica: 'r',
  primaryAddress: 'a@b.example',
  secondaryAddresses: [],
  displayName: 'A',
  zone: 'UTC',
};
const folders = { calendar: 3, bin: 4, inbox: 5, deletions: 16 };
const everything = ['Created', 'Modified', 'Deleted', 'Moved', 'Copied', 'NewMail'].map(
  (type) => `${type}Event`,
);

function open(heard: ReadonlySet<number> | null) {
  const mailbox = new Mailbox(
    record,
    () => {},
    () => 1_000,
  );
  const subscription = new Subscription('id', {
    kind: 'streaming',
    owner: 'o',
    mailbox,
    server: 's',
    folders: heard,
    eventTypes: new Set(everything),
    lifetimeMs: 1_000_000,
    position: 0,
    silent: false,
  });
  const create = (folder = folders.calendar) => {
    const [item] = mailbox.create(folder, [defaultItem(record, 'A', 1_000)]);
    if (!item) throw new Error('not created');
    return item;
  };
  const told = (server = 'SE'): string[] => {
    const { events, position } = nextEvents(subscription, server);
    subscription.position = position;
    return events.map(({ type, about }) => (about === 'folder' ? `folder ${type}` : type));
  };
  return { mailbox, create, told };
}

const calendarOnly = new Set([folders.calendar]);

test('a soft deletion is a move in new versions and a deletion in old ones', () => {
  const { mailbox, create, told } = open(calendarOnly);
  const [one, two] = [create(), create()];
  told();
  mailbox.move(one, folders.deletions);
  expect(told('2013')).toEqual(['MovedEvent', 'folder ModifiedEvent']);
  mailbox.move(two, folders.deletions);
  expect(told('2010')).toEqual(['DeletedEvent', 'folder ModifiedEvent']);
});

test('who subscribed to all folders hears of a soft deletion as a deletion, and nothing from the recoverable items', () => {
  const { mailbox, create, told } = open(null);
  const item = create();
  told();
  const recoverable = mailbox.move(item, folders.deletions);
  expect(told()).toEqual(['DeletedEvent', 'folder ModifiedEvent']);
  mailbox.remove(recoverable);
  expect(told()).toEqual([]);
});

test('a move between two folders that are heard touches both', () => {
  const { mailbox, create, told } = open(null);
  const item = create();
  told();
  mailbox.move(item, folders.bin);
  expect(told()).toEqual(['MovedEvent', 'folder ModifiedEvent', 'folder ModifiedEvent']);
});

test('a copy concerns the folder that it was put into', () => {
  const { mailbox, create, told } = open(calendarOnly);
  const item = create();
  told();
  mailbox.copy(item, folders.bin);
  expect(told()).toEqual([]);
  mailbox.copy(item, folders.calendar);
  expect(told()).toEqual(['CopiedEvent', 'folder ModifiedEvent']);
});

test('what arrives in the inbox is new mail as well, and is not heard by the calendar', () => {
  const all = open(null);
  all.create(folders.inbox);
  expect(all.told()).toEqual(['CreatedEvent', 'NewMailEvent', 'folder ModifiedEvent']);
  const calendar = open(calendarOnly);
  calendar.create(folders.inbox);
  expect(calendar.told()).toEqual([]);
});
