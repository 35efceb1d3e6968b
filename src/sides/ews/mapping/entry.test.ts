import { describe, expect, test } from 'vitest';
import type { CalendarEntry } from '../../../model/calendar-entry.ts';
import { FIELDS } from '../../../model/fields.ts';
import { markProperty } from '../mark.ts';
import { calendarItem, parse } from '../testing/elements.ts';
import { traitsOf } from '../versions.ts';
import { readEntry, writeNew, writePatch } from './entry.ts';

const context = { userZone: 'Europe/Helsinki', traits: traitsOf('2016') };
const NO_EXCEPTIONS = new Map();
const TIMES = '<t:Start>2026-12-01T08:00:00Z</t:Start><t:End>2026-12-01T09:00:00Z</t:End>';
const read = (elements: string) => readEntry(calendarItem(elements + TIMES), NO_EXCEPTIONS, context);

describe('reading an item', () => {
  test('that tells next to nothing gives a plain entry', () => {
    const { entry, ...about } = read('');
    expect(entry).toEqual({
      subject: '',
      time: {
        kind: 'timed',
        start: '2026-12-01T08:00:00.000Z',
        end: '2026-12-01T09:00:00.000Z',
        zone: 'Europe/Helsinki',
      },
      location: '',
      text: '',
      html: null,
      isPrivate: false,
      busy: 'busy',
      activityType: null,
      categories: [],
      reminder: null,
      participants: [],
      ownAnswer: null,
      recurrence: null,
    });
    expect(about).toEqual({
      id: 'id-1',
      version: 'ck-1',
      uid: null,
      key: null,
      markedUid: null,
      modified: null,
      standing: 'owner',
      organiser: null,
      isCancelled: false,
      category: null,
      mayCross: true,
    });
  });

  test('gives our mark, its own UID and the time of the last change', () => {
    const marked = markProperty({ key: 'k-1', uid: 'uid-1' });
    const read1 = read(
      `${marked}<t:LastModifiedTime>2026-11-24T10:00:00Z</t:LastModifiedTime><t:UID>uid-2</t:UID>`,
    );
    expect(read1).toMatchObject({
      key: 'k-1',
      markedUid: 'uid-1',
      uid: 'uid-2',
      modified: '2026-11-24T10:00:00.500Z',
    });
  });

  test('finds the mark whatever case the server writes the property set in, and no other property', () => {
    const upper = markProperty({ key: 'k-1', uid: 'u' }).replace(
      /PropertySetId="([^"]+)"/,
      (_all, id: string) => `PropertySetId="${id.toUpperCase()}"`,
    );
    expect(read(upper).key).toBe('k-1');
    expect(read(markProperty({ key: 'k-1', uid: 'u' }).replace('TahtiMark', 'Other')).key).toBeNull();
  });

  test('takes the time of the last change from the property that Exchange 2007 has', () => {
    const byTag =
      '<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag="0x3008" PropertyType="SystemTime"/><t:Value>2026-11-24T10:00:00Z</t:Value></t:ExtendedProperty>';
    expect(read(byTag).modified).toBe('2026-11-24T10:00:00.500Z');
  });

  test.each(['Personal', 'Private', 'Confidential'])('of sensitivity %s is private', (word) => {
    expect(read(`<t:Sensitivity>${word}</t:Sensitivity>`).entry.isPrivate).toBe(true);
  });

  test.each([
    ['NoData', 'busy'],
    ['OOF', 'outOfOffice'],
    ['SomethingNew', 'busy'],
    ['Free', 'free'],
  ])('that shows its time as %s is %s', (word, busy) => {
    expect(read(`<t:LegacyFreeBusyStatus>${word}</t:LegacyFreeBusyStatus>`).entry.busy).toBe(busy);
  });

  test('has a reminder only where one is set', () => {
    const minutes = '<t:ReminderMinutesBeforeStart>15</t:ReminderMinutesBeforeStart>';
    expect(read(`<t:ReminderIsSet>true</t:ReminderIsSet>${minutes}`).entry.reminder).toBe(15);
    expect(read(`<t:ReminderIsSet>false</t:ReminderIsSet>${minutes}`).entry.reminder).toBeNull();
  });

  test('in a zone that nobody knows is told with a remark', () => {
    const odd = readEntry(calendarItem(`${TIMES}<t:StartTimeZone Id="Nowhere"/>`), NO_EXCEPTIONS, context);
    expect(odd.remarks?.map((remark) => remark.code)).toEqual(['EWS_ZONE_UNKNOWN']);
  });
});

describe('people', () => {
  const attendee = (address: string, answer = 'Unknown', name = address) =>
    `<t:Attendee><t:Mailbox><t:Name>${name}</t:Name><t:EmailAddress>${address}</t:EmailAddress><t:RoutingType>SMTP</t:RoutingType></t:Mailbox><t:ResponseType>${answer}</t:ResponseType></t:Attendee>`;

  test('come sorted by address in lower case, each once, with role and answer', () => {
    const { participants } = read(
      `<t:RequiredAttendees>${attendee('Onni@x.example', 'Accept', 'Onni')}${attendee('aino@x.example', 'Decline', 'Aino')}</t:RequiredAttendees><t:OptionalAttendees>${attendee('onni@x.example', 'Tentative')}</t:OptionalAttendees><t:Resources>${attendee('koivu@x.example', 'NoResponseReceived', 'Koivu')}</t:Resources>`,
    ).entry;
    expect(participants).toEqual([
      { address: 'aino@x.example', name: 'Aino', role: 'required', answer: 'declined' },
      { address: 'koivu@x.example', name: 'Koivu', role: 'resource', answer: 'none' },
      { address: 'onni@x.example', name: 'Onni', role: 'required', answer: 'accepted' },
    ]);
  });

  test('known to Exchange’s directory only are kept by name', () => {
    const { participants } = read(
      `<t:RequiredAttendees>${attendee('/O=ESIM/OU=X/CN=ONNI', 'Unknown', 'Onni')}</t:RequiredAttendees>`,
    ).entry;
    expect(participants).toEqual([{ address: '', name: 'Onni', role: 'required', answer: 'none' }]);
  });

  test('in a guest’s copy include the organiser, and the copy says that it is a guest’s', () => {
    const organizer =
      '<t:Organizer><t:Mailbox><t:Name>Aino</t:Name><t:EmailAddress>aino@x.example</t:EmailAddress></t:Mailbox></t:Organizer>';
    const guest = read(
      `<t:IsMeeting>true</t:IsMeeting><t:MyResponseType>Accept</t:MyResponseType>${organizer}<t:RequiredAttendees>${attendee('onni@x.example')}</t:RequiredAttendees><t:AppointmentState>3</t:AppointmentState>`,
    );
    expect(guest.standing).toBe('guest');
    expect(guest.entry.participants.map((one) => one.address)).toEqual(['aino@x.example', 'onni@x.example']);
    const own = read(
      `<t:IsMeeting>true</t:IsMeeting><t:MyResponseType>Organizer</t:MyResponseType>${organizer}<t:AppointmentState>1</t:AppointmentState>`,
    );
    expect([own.standing, own.entry.participants]).toEqual(['owner', []]);
  });

  test('a cancelled meeting says so', () => {
    expect(read('<t:IsCancelled>true</t:IsCancelled>').isCancelled).toBe(true);
  });
});

describe('writing', () => {
  const names = (patch: Parameters<typeof writePatch>[0]) =>
    writePatch(patch, context).map(({ uri, xml }) => [uri, xml]);

  test('touches nothing that the patch does not name', () => {
    expect(names({ subject: 'New' })).toEqual([['item:Subject', '<t:Subject>New</t:Subject>']]);
    expect(names({})).toEqual([]);
    expect(names({ subject: undefined })).toEqual([]);
  });

  test('deletes lists that became empty, and the reminder by its switch', () => {
    expect(names({ categories: [], reminder: null })).toEqual([
      ['item:Categories', null],
      ['item:ReminderIsSet', '<t:ReminderIsSet>false</t:ReminderIsSet>'],
    ]);
    expect(names({ participants: [] }).map(([, xml]) => xml)).toEqual([null, null, null]);
  });

  test('cuts a subject that is too long, never through a character', () => {
    const [[, xml] = []] = names({ subject: `${'x'.repeat(254)}🎉` });
    expect(xml).toBe(`<t:Subject>${'x'.repeat(254)}</t:Subject>`);
  });

  test('takes the HTML where it says the same as the text, and the text where it does not', () => {
    const html = '<p>One</p>';
    expect(names({ text: 'One', html })).toEqual([
      ['item:Body', '<t:Body BodyType="HTML">&lt;p&gt;One&lt;/p&gt;</t:Body>'],
    ]);
    expect(names({ text: 'Two', html })).toEqual([['item:Body', '<t:Body BodyType="Text">Two</t:Body>']]);
    expect(names({ html: null })).toEqual([]);
  });

  test('writes working elsewhere as busy where the server does not know it', () => {
    expect(
      writePatch({ busy: 'workingElsewhere' }, { ...context, traits: traitsOf('2010') })[0]?.xml,
    ).toContain('Busy');
  });

  test('knows a way for every field that a mailbox can hold', () => {
    const { entry } = read('');
    const full: CalendarEntry = { ...entry, categories: ['x'], reminder: 5, html: '' };
    for (const { name, holder } of FIELDS) {
      const written = names({ [name]: full[name] });
      // Answers are given, not written.
      const isProperty = holder !== 'activities' && name !== 'ownAnswer';
      expect([name, written.length > 0]).toEqual([name, isProperty]);
    }
  });

  test('a new entry carries its UID', () => {
    const { entry } = read('');
    expect(writeNew(entry, 'uid-1', context).at(-1)).toEqual({
      uri: 'calendar:UID',
      xml: '<t:UID>uid-1</t:UID>',
    });
  });

  test('every property is well-formed XML', () => {
    const { entry } = read('');
    for (const { xml } of writeNew({ ...entry, subject: '<&>', location: ']]>' }, 'u', context))
      if (xml) expect(parse(xml).name).toBeTruthy();
  });
});
