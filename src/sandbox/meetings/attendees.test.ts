import { expect, test } from 'vitest';
import { Clock } from '../clock.ts';
import type { Attendee } from '../mailbox-store/item.ts';
import { Organization } from '../mailbox-store/organization.ts';
import { invited, keepAnswers, withoutThose } from './attendees.ts';

const organization = new Organization(new Clock(), null);
organization.addMailbox({
  principalName: 'leo@here.example',
  primaryAddress: 'leo@here.example',
  secondaryAddresses: ['leo@group.example'],
  displayName: 'Leo',
  password: '',
  zone: 'UTC',
});
const { directory } = organization;

const attendee = (address: string, response: Attendee['response'] = 'Unknown'): Attendee => ({
  name: address,
  address,
  response,
});
const lists = (required: Attendee[], optional: Attendee[] = [], resources: Attendee[] = []) => ({
  required,
  optional,
  resources,
});
const addresses = (people: readonly Attendee[]): string[] => people.map((one) => one.address);

test('every address of a mailbox is the same person, and outsiders are told apart by theirs', () => {
  const people = lists(
    [attendee('leo@here.example'), attendee('pat@else.example')],
    [attendee('LEO@group.example'), attendee('Pat@Else.example'), attendee('sam@else.example')],
  );
  const organizer = { name: 'Aino', address: 'aino@here.example' };
  expect(addresses(invited(directory, { ...people, organizer }))).toEqual([
    'leo@here.example',
    'pat@else.example',
    'sam@else.example',
  ]);
});

test('the organizer is not invited, under whichever address', () => {
  const organizer = { name: 'Leo', address: 'leo@group.example' };
  expect(invited(directory, { ...lists([attendee('leo@here.example')]), organizer })).toEqual([]);
});

test('who joined is found by person, not by writing', () => {
  const before = [attendee('leo@group.example')];
  const after = [attendee('Leo@here.example'), attendee('pat@else.example')];
  expect(addresses(withoutThose(directory, after, before))).toEqual(['pat@else.example']);
});

test('answers stay with people who change lists, and nobody else gets them', () => {
  const before = lists([{ ...attendee('leo@here.example', 'Accept'), respondedAt: 5 }]);
  const after = lists([attendee('pat@else.example')], [attendee('leo@group.example')]);
  const kept = keepAnswers(directory, after, before);
  expect(kept.required[0]).toEqual(attendee('pat@else.example'));
  expect(kept.optional[0]).toEqual({ ...attendee('leo@group.example', 'Accept'), respondedAt: 5 });
});
