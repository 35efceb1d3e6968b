/** Reads a mailbox by plain EWS as its owner: FindItem for what stands there, GetItem for what it says. */
import { Temporal } from 'temporal-polyfill';
import type { XmlElement } from '../../../src/sandbox/ews/xml-read.ts';
import { all, itemId, type OwnerClient } from './owner-client.ts';
import { byStart, type CalendarSeen, groupIds, type Seen, tidy } from './seen.ts';
import { type Carried, tokenOf } from './thing.ts';
import { ZONES } from './when.ts';

const DAY = 86_400_000;

/** Items asked for in one request. */
const BATCH = 60;

export interface CarriedSeen extends Required<Carried> {
  readonly body: string;
}

/** A mailbox, and what it alone holds of single entries and series. */
export interface MailboxSeen extends CalendarSeen {
  readonly carried: ReadonlyMap<string, CarriedSeen>;
  /** Tokens of entries with an HTML body. */
  readonly html: ReadonlySet<string>;
}

export async function readMailbox(owner: OwnerClient): Promise<MailboxSeen> {
  const masters = await items(
    owner,
    await find(owner, '<m:IndexedPageItemView MaxEntriesReturned="1000" Offset="0" BasePoint="Beginning"/>'),
    'Best',
  );
  const from = new Date(Date.now() - 20 * DAY).toISOString();
  const to = new Date(Date.now() + 130 * DAY).toISOString();
  const shown = await find(
    owner,
    `<m:CalendarView MaxEntriesReturned="1000" StartDate="${from}" EndDate="${to}"/>`,
  );
  if (shown.length >= 1000) throw new Error('more occurrences than one view shows');
  const occurrences = await items(owner, shown, 'Text');
  const named = masters.flatMap((item) => {
    const token = tokenOf(text(item, 'Subject'));
    return token === null ? [] : [{ token, id: idOf(item), item }];
  });
  return {
    occurrences: occurrences.flatMap(seenOf).sort(byStart),
    ids: groupIds(named),
    carried: new Map(named.map(({ token, item }) => [token, carriedOf(item)])),
    html: new Set(named.flatMap(({ token, item }) => (isHtml(item) ? [token] : []))),
  };
}

async function find(owner: OwnerClient, view: string): Promise<string[]> {
  const answer = await owner.send(
    `<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>${view}<m:ParentFolderIds><t:DistinguishedFolderId Id="calendar"/></m:ParentFolderIds></m:FindItem>`,
  );
  return all(answer, 'CalendarItem').map(idOf);
}

async function items(
  owner: OwnerClient,
  ids: readonly string[],
  body: 'Text' | 'Best',
): Promise<XmlElement[]> {
  const found: XmlElement[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    const asked = ids
      .slice(at, at + BATCH)
      .map(itemId)
      .join('');
    const answer = await owner.send(
      `<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape><t:BodyType>${body}</t:BodyType></m:ItemShape><m:ItemIds>${asked}</m:ItemIds></m:GetItem>`,
    );
    found.push(...all(answer, 'CalendarItem'));
  }
  return found;
}

function seenOf(item: XmlElement): Seen[] {
  const subject = text(item, 'Subject');
  const token = tokenOf(subject);
  if (token === null) return [];
  const isAllDay = text(item, 'IsAllDayEvent') === 'true';
  const windows = one(item, 'StartTimeZone')?.attributes.get('Id') ?? '';
  const zone = Object.keys(ZONES).find((name) => ZONES[name] === windows) ?? windows;
  const at = (name: string): string => {
    const instant = Temporal.Instant.from(text(item, name));
    if (isAllDay) return instant.toZonedDateTimeISO(zone).toPlainDate().toString();
    return new Date(instant.epochMilliseconds).toISOString();
  };
  return [
    {
      token,
      subject: tidy(subject),
      start: at('Start'),
      end: at('End'),
      zone: isAllDay ? '' : zone,
      location: tidy(text(item, 'Location')),
      text: tidy(text(item, 'Body')),
      isPrivate: (text(item, 'Sensitivity') || 'Normal') !== 'Normal',
      busy: text(item, 'LegacyFreeBusyStatus'),
      people: ['RequiredAttendees', 'OptionalAttendees', 'Resources']
        .flatMap((list) => all(one(item, list) ?? item, 'EmailAddress').map(({ text: address }) => address))
        .sort(),
    },
  ];
}

function carriedOf(item: XmlElement): CarriedSeen {
  const isSet = text(item, 'ReminderIsSet') === 'true';
  const body = text(item, 'Body');
  return {
    categories: (one(item, 'Categories')?.children ?? []).map((category) => category.text),
    reminder: isSet ? Number(text(item, 'ReminderMinutesBeforeStart')) : null,
    bold: /<b>(\w+)<\/b>/.exec(body)?.[1] ?? '',
    body,
  };
}

function isHtml(item: XmlElement): boolean {
  return one(item, 'Body')?.attributes.get('BodyType') === 'HTML';
}

function one(item: XmlElement, name: string): XmlElement | undefined {
  return item.children.find((child) => child.name === name);
}

function text(item: XmlElement, name: string): string {
  return one(item, name)?.text ?? '';
}

function idOf(item: XmlElement): string {
  return one(item, 'ItemId')?.attributes.get('Id') ?? '';
}
