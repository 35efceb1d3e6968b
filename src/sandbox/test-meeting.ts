import { type Answer, type CallOptions, type ItemRef, itemRefs, type TestClient } from './test-client.ts';

export const helmi = 'helmi.korhonen@esimerkki.example';
export const outsider = 'pat@else.example';

/** An item of a mailbox as the controls show it. */
export interface ShownItem extends ItemRef {
  readonly subject: string;
  readonly folder: string;
  readonly itemClass: string;
  readonly uid: string;
  readonly start: string;
  readonly response: string;
  readonly busyStatus: string;
  readonly cancelled: boolean;
  readonly meetingSequence: number;
  readonly categories: string[];
  readonly organizer: { name: string; address: string };
  readonly required: ShownAttendee[];
  readonly optional: ShownAttendee[];
  readonly resources: ShownAttendee[];
  readonly message?: { kind: string; requestType?: string; answer?: string };
  readonly respondedAt?: number;
  readonly exceptions?: { date: string; subject?: string; response?: string; cancelled?: boolean }[];
  readonly deletions?: string[];
}

interface ShownAttendee {
  readonly address: string;
  readonly response: string;
  readonly respondedAt?: number;
}

export interface ShownMail {
  readonly kind: string;
  readonly from: { address: string };
  readonly to: { address: string };
  readonly sentBy?: string;
  readonly subject: string;
  readonly location?: string;
  readonly start?: string;
  readonly delivery: string;
  readonly answer?: string;
}

/** A list of attendees, `RequiredAttendees` unless told otherwise. */
export function attendees(addresses: readonly string[], list = 'RequiredAttendees'): string {
  const people = addresses.map(
    (address) =>
      `<t:Attendee><t:Mailbox><t:EmailAddress>${address}</t:EmailAddress></t:Mailbox></t:Attendee>`,
  );
  return people.length === 0 ? '' : `<t:${list}>${people.join('')}</t:${list}>`;
}

/** The content of a meeting on 25 November 2026 from 10 to 11, UTC. */
export function meetingContent(people: readonly string[], subject = 'Meeting', more = ''): string {
  return `<t:Subject>${subject}</t:Subject><t:Body BodyType="Text">Agenda</t:Body><t:Start>2026-11-25T10:00:00Z</t:Start><t:End>2026-11-25T11:00:00Z</t:End><t:Location>Koivu</t:Location>${attendees(people)}${more}`;
}

/** Creates a meeting and sends what `sending` says. */
export async function organize(
  client: TestClient,
  content: string,
  sending = 'SendToAllAndSaveCopy',
  options?: CallOptions,
): Promise<ItemRef> {
  const answer = await client.call(
    `<m:CreateItem SendMeetingInvitations="${sending}"><m:Items><t:CalendarItem>${content}</t:CalendarItem></m:Items></m:CreateItem>`,
    options,
  );
  const [ref] = itemRefs(answer);
  if (!ref) throw new Error(`Nothing was created: ${answer.text}`);
  return ref;
}

/** UpdateItem of one item that overwrites whatever is there. */
export function change(
  client: TestClient,
  ref: ItemRef,
  updates: string,
  sending: string,
  options?: CallOptions,
): Promise<Answer> {
  return client.call(
    `<m:UpdateItem ConflictResolution="AlwaysOverwrite" MessageDisposition="SaveOnly" SendMeetingInvitationsOrCancellations="${sending}"><m:ItemChanges><t:ItemChange><t:ItemId Id="${ref.id}"/><t:Updates>${updates}</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>`,
    options,
  );
}

/** CreateItem with one response object. */
export function respond(
  client: TestClient,
  name: string,
  ref: Pick<ItemRef, 'id'>,
  actFor: string,
  more: { before?: string; after?: string; disposition?: string | null } = {},
): Promise<Answer> {
  const { before = '', after = '', disposition = 'SendAndSaveCopy' } = more;
  const attribute = disposition === null ? '' : ` MessageDisposition="${disposition}"`;
  return client.call(
    `<m:CreateItem${attribute}><m:Items><t:${name}>${before}<t:ReferenceItemId Id="${ref.id}"/>${after}</t:${name}></m:Items></m:CreateItem>`,
    { actFor },
  );
}

/** DeleteItem of one item. */
export function deleteMeeting(
  client: TestClient,
  ref: ItemRef,
  sending: string,
  options?: CallOptions,
): Promise<Answer> {
  return client.call(
    `<m:DeleteItem DeleteType="MoveToDeletedItems" SendMeetingCancellations="${sending}"><m:ItemIds><t:ItemId Id="${ref.id}"/></m:ItemIds></m:DeleteItem>`,
    options,
  );
}

/** The items of a folder that have this subject or one that ends with it. */
export async function itemsIn(
  client: TestClient,
  address: string,
  folder: string,
  subject = 'Meeting',
): Promise<ShownItem[]> {
  const items: ShownItem[] = (await client.control('GET', `mailboxes/${address}/items?folder=${folder}`))
    .json;
  return items.filter((item) => item.subject.endsWith(subject));
}

/** The only item of a folder with this subject. */
export async function itemIn(
  client: TestClient,
  address: string,
  folder: string,
  subject = 'Meeting',
): Promise<ShownItem> {
  const [item, ...more] = await itemsIn(client, address, folder, subject);
  if (!item || more.length > 0) throw new Error(`Not one but ${more.length + (item ? 1 : 0)} in ${folder}`);
  return item;
}

/** Kind, recipient and delivery of every mail that was sent. */
export async function mailsOf(client: TestClient): Promise<string[]> {
  const mails: ShownMail[] = (await client.control('GET', 'mails')).json;
  return mails.map((mail) => `${mail.kind} ${mail.to.address} ${mail.delivery}`);
}
