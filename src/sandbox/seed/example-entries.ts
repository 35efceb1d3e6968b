import type { ItemContent } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { defaultItem } from '../mailbox-store/new-item.ts';
import { instantOf, wallOf, type Zone } from '../zones/zone.ts';

type Details = Partial<ItemContent>;

/** An entry of the example: day counted from Monday of this week, wall times of the mailbox's zone. */
interface ExampleEntry {
  readonly day: number;
  readonly from: string;
  readonly to: string;
  readonly details: Details;
}

const entry = (day: number, from: string, to: string, details: Details): ExampleEntry => ({
  day,
  from,
  to,
  details,
});

const allDay = (day: number, details: Details): ExampleEntry => ({
  ...entry(day, '00:00', '24:00', { allDay: true, reminderSet: false, ...details }),
});

const html = (content: string): Details['body'] => ({
  type: 'HTML',
  content: `<html>\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n</head>\r\n<body>\r\n${content}\r\n</body>\r\n</html>\r\n`,
});

const text = (content: string): Details['body'] => ({ type: 'Text', content });

/** What stands in the calendars, by the local part of the mailbox's address. */
const entries: Record<string, readonly ExampleEntry[]> = {
  'aino.aalto': [
    entry(0, '09:00', '10:00', {
      subject: 'Viikkopalaveri',
      location: 'Neuvotteluhuone Koivu',
      body: html('<p>Asialista:</p><ul><li>Myynti</li><li>Projektit</li></ul>'),
    }),
    entry(2, '13:00', '14:30', {
      subject: 'Budjetin läpikäynti',
      categories: ['Talous'],
      importance: 'High',
    }),
    entry(3, '16:00', '17:00', {
      subject: 'Hammaslääkäri',
      sensitivity: 'Private',
      location: 'Hammaslääkäriasema',
    }),
    allDay(7, { subject: 'Tilinpäätös', busyStatus: 'Free' }),
  ],
  'onni.virtanen': [
    entry(1, '08:00', '08:45', { subject: 'Hammaslääkäri', sensitivity: 'Private' }),
    entry(1, '10:00', '11:00', {
      subject: 'Asiakastapaaminen, Mallila Oy',
      location: 'Mannerheimintie 1, Helsinki',
    }),
    entry(2, '12:00', '13:00', { subject: 'Lounas', busyStatus: 'Tentative' }),
    allDay(4, { subject: 'Etäpäivä', busyStatus: 'WorkingElsewhere' }),
    entry(8, '14:00', '15:00', {
      subject: 'Tarjouksen viimeistely',
      body: html('<p>Katso <a href="https://esimerkki.example/tarjous">tarjouspohja</a>.</p>'),
      categories: ['Myynti'],
    }),
  ],
  'helmi.korhonen': [
    entry(0, '13:00', '14:00', { subject: 'Suunnittelu: uusi verkkosivusto', location: 'Teams' }),
    entry(3, '09:30', '11:30', {
      subject: 'Koulutus',
      body: text('Ota kannettava mukaan.\r\nTila avataan klo 9.'),
    }),
    allDay(11, { subject: 'Loma', busyStatus: 'OOF' }),
  ],
  'leo.makinen': [
    entry(1, '15:00', '16:00', {
      subject: 'Palvelinhuone: huoltokatko',
      busyStatus: 'Busy',
      importance: 'High',
    }),
    entry(2, '18:00', '19:30', { subject: 'Koripallo', sensitivity: 'Personal', busyStatus: 'Free' }),
    entry(9, '10:00', '11:00', { subject: 'Tietoturvakatselmus', categories: ['IT'] }),
  ],
  'sanni.nieminen': [
    entry(0, '10:00', '11:00', { subject: 'Säljmöte', location: 'Stockholm, Vasagatan' }),
    entry(2, '14:00', '15:00', {
      subject: 'Kundbesök',
      busyStatus: 'Tentative',
      body: text('Bekräftas på tisdag.'),
    }),
    entry(4, '08:30', '09:00', { subject: 'Tandläkare', sensitivity: 'Private' }),
  ],
};

/** Fills a mailbox of the example company; a mailbox that the example does not know stays empty. */
export function seedExampleEntries(mailbox: Mailbox, now: number): void {
  const { record } = mailbox;
  const calendar = mailbox.distinguishedFolder('calendar');
  if (!calendar) throw new Error('The mailbox has no calendar');
  const zone: Zone = { id: record.zone };
  const monday = mondayOf(zone, now);
  const chosen = entries[record.primaryAddress.split('@')[0] ?? ''] ?? [];
  const contents = chosen.map(({ day, from, to, details }): ItemContent => {
    const at = (clock: string): number =>
      instantOf(zone, monday + day * 86_400_000 + minutesOf(clock) * 60_000);
    const base = defaultItem(record, record.displayName, now, zone);
    return { ...base, start: at(from), end: at(to), ...details };
  });
  mailbox.create(calendar.number, contents);
}

/** Midnight of this week's Monday, as a wall time. */
function mondayOf(zone: Zone, now: number): number {
  const today = Math.floor(wallOf(zone, now) / 86_400_000);
  // Day 0 of the count, 1 January 1970, was a Thursday.
  return (today - ((today + 3) % 7)) * 86_400_000;
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
