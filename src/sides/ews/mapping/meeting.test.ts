import { describe, expect, test } from 'vitest';
import { calendarItem } from '../testing/elements.ts';
import { traitsOf } from '../versions.ts';
import type { MappingContext } from './context.ts';
import { readEntry } from './entry.ts';

const context: MappingContext = {
  userZone: 'Europe/Helsinki',
  traits: traitsOf('2016'),
  ownAddresses: () => ['aino@x.example', 'aino.aalto@x.example'],
};
const TIMES = '<t:Start>2026-12-01T08:00:00Z</t:Start><t:End>2026-12-01T09:00:00Z</t:End>';
const read = (elements: string) => readEntry(calendarItem(elements + TIMES), new Map(), context);

const mailbox = (address: string, name: string) =>
  `<t:Mailbox><t:Name>${name}</t:Name><t:EmailAddress>${address}</t:EmailAddress></t:Mailbox>`;
const organizer = (address: string, name = address) => `<t:Organizer>${mailbox(address, name)}</t:Organizer>`;
const attendees = (...people: readonly (readonly [address: string, answer?: string, name?: string])[]) =>
  `<t:RequiredAttendees>${people
    .map(
      ([address, answer = 'Unknown', name = address]) =>
        `<t:Attendee>${mailbox(address, name)}<t:ResponseType>${answer}</t:ResponseType></t:Attendee>`,
    )
    .join('')}</t:RequiredAttendees>`;
const mine = (answer: string) => `<t:MyResponseType>${answer}</t:MyResponseType>`;
const RECEIVED = '<t:AppointmentState>3</t:AppointmentState>';
const ORGANISED = '<t:AppointmentState>1</t:AppointmentState>';
const addresses = (elements: string) => read(elements).entry.participants.map((one) => one.address);

describe('who organises', () => {
  test('is told of a meeting in lower case, in the organiser’s copy and in a guest’s', () => {
    const own = read(organizer('Aino@X.example') + attendees(['onni@x.example']) + ORGANISED);
    expect([own.standing, own.organiser]).toEqual(['owner', 'aino@x.example']);
    const guest = read(organizer('Onni@x.example') + attendees(['aino@x.example']) + RECEIVED);
    expect([guest.standing, guest.organiser]).toEqual(['guest', 'onni@x.example']);
  });

  test('is nobody where nobody else was asked', () => {
    const plain = `<t:IsMeeting>false</t:IsMeeting>${organizer('aino@x.example')}<t:AppointmentState>0</t:AppointmentState>`;
    expect(read(plain).organiser).toBeNull();
  });

  test('is the user where their own meeting names them by the directory only', () => {
    const own = read(organizer('/O=ESIM/CN=AINO', 'Aino') + attendees(['onni@x.example']) + ORGANISED);
    expect(own.organiser).toBe('aino@x.example');
  });

  test('is looked for among the attendees where a guest’s copy names them by the directory only', () => {
    const legacy = organizer('/O=ESIM/CN=ONNI', 'Onni');
    const people = attendees(['aino@x.example'], ['Onni@x.example', 'Unknown', 'Onni']);
    expect(read(legacy + people + RECEIVED).organiser).toBe('onni@x.example');
    expect(read(legacy + attendees(['leo@x.example', 'Organizer']) + RECEIVED).organiser).toBe(
      'leo@x.example',
    );
    expect(read(legacy + attendees(['aino@x.example']) + RECEIVED).organiser).toBeNull();
  });
});

describe('the own answer', () => {
  test.each([
    ['Accept', 'accepted'],
    ['Tentative', 'tentative'],
    ['Decline', 'declined'],
    ['NoResponseReceived', 'none'],
    ['Unknown', 'none'],
  ])('%s of a guest reads as %s', (word, answer) => {
    expect(read(mine(word) + organizer('onni@x.example') + RECEIVED).entry.ownAnswer).toBe(answer);
  });

  test('is none where a guest’s copy does not tell it, and nobody’s where the user owns the entry', () => {
    expect(read(organizer('onni@x.example') + RECEIVED).entry.ownAnswer).toBe('none');
    expect(read(mine('Organizer') + attendees(['onni@x.example']) + ORGANISED).entry.ownAnswer).toBeNull();
  });
});

describe('the other people', () => {
  test('of a guest’s copy are the organiser, who comes, and all but the guest by any of their addresses', () => {
    const people = attendees(
      ['Aino.Aalto@x.example', 'Accept'],
      ['leo@x.example', 'Tentative'],
      ['onni@x.example'],
    );
    expect(read(organizer('onni@x.example', 'Onni') + people + RECEIVED).entry.participants).toEqual([
      { address: 'leo@x.example', name: 'leo@x.example', role: 'required', answer: 'tentative' },
      { address: 'onni@x.example', name: 'Onni', role: 'required', answer: 'accepted' },
    ]);
  });

  test('of the user’s own meeting are those who were asked, never the user', () => {
    const people = attendees(['aino@x.example'], ['onni@x.example', 'Accept']);
    expect(addresses(organizer('aino@x.example') + people + ORGANISED)).toEqual(['onni@x.example']);
    const byAlias = organizer('a.aalto@x.example') + attendees(['a.aalto@x.example'], ['onni@x.example']);
    expect(addresses(byAlias + ORGANISED)).toEqual(['onni@x.example']);
  });
});

describe('a guest’s copy', () => {
  test('does not carry our mark, though the organiser’s may have travelled with it', () => {
    const mark =
      '<t:ExtendedProperty><t:ExtendedFieldURI PropertySetId="6b1f0c52-0f0e-4d0b-9a7e-5b8a3d2c41e7" PropertyName="TahtiMark" PropertyType="String"/><t:Value>1;key;uid</t:Value></t:ExtendedProperty>';
    expect(read(mark + organizer('aino@x.example') + ORGANISED).key).toBe('key');
    expect(read(mark + organizer('onni@x.example') + RECEIVED).key).toBeNull();
  });
});
