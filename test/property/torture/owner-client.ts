import { readXml, type XmlElement } from '../../../src/sandbox/ews/xml-read.ts';

const NAMESPACES =
  'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"';

/** Where a mailbox is and who it belongs to; every mailbox of a test has the same password. */
export interface MailboxOwner {
  readonly sandboxUrl: string;
  readonly address: string;
}

const PASSWORD = 'tahti-demo';

/** What the server said no to. */
export class OwnerRefused extends Error {
  readonly code: string;

  constructor(code: string, text: string) {
    super(`the owner's client got ${code}: ${text.slice(0, 2000)}`);
    this.code = code;
  }
}

/**
 * The mailbox's owner with a calendar program of their own: EWS by hand, sharing nothing with the connector
 * under test. Writes over whatever stands there, as a program does whose user sees the newest state.
 */
export class OwnerClient {
  readonly #owner: MailboxOwner;

  constructor(owner: MailboxOwner) {
    this.#owner = owner;
  }

  /** The content of one CalendarItem is made; gives its ItemId. `sending`: SendToNone, SendToAllAndSaveCopy. */
  async create(content: string, sending = 'SendToNone'): Promise<string> {
    const answer = await this.send(
      `<m:CreateItem SendMeetingInvitations="${sending}"><m:SavedItemFolderId><t:DistinguishedFolderId Id="calendar"/></m:SavedItemFolderId><m:Items><t:CalendarItem>${content}</t:CalendarItem></m:Items></m:CreateItem>`,
    );
    return idIn(answer);
  }

  /** `target` is an ItemId or OccurrenceItemId element; `changes` are whole SetItemField or DeleteItemField elements. */
  async update(target: string, changes: readonly string[], sending = 'SendToNone'): Promise<void> {
    await this.send(
      `<m:UpdateItem ConflictResolution="AlwaysOverwrite" MessageDisposition="SaveOnly" SendMeetingInvitationsOrCancellations="${sending}"><m:ItemChanges><t:ItemChange>${target}<t:Updates>${changes.join('')}</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>`,
    );
  }

  async delete(target: string, how = 'MoveToDeletedItems', sending = 'SendToNone'): Promise<void> {
    await this.send(
      `<m:DeleteItem DeleteType="${how}" SendMeetingCancellations="${sending}"><m:ItemIds>${target}</m:ItemIds></m:DeleteItem>`,
    );
  }

  /** Gives the id that the item has where it went, or its copy has there. */
  async relocate(how: 'MoveItem' | 'CopyItem', id: string, folder: string): Promise<string> {
    const answer = await this.send(
      `<m:${how}><m:ToFolderId><t:DistinguishedFolderId Id="${folder}"/></m:ToFolderId><m:ItemIds>${itemId(id)}</m:ItemIds></m:${how}>`,
    );
    return idIn(answer);
  }

  /** AcceptItem, TentativelyAcceptItem, DeclineItem or CancelCalendarItem. */
  async respond(how: string, id: string): Promise<void> {
    await this.send(
      `<m:CreateItem MessageDisposition="SendAndSaveCopy"><m:Items><t:${how}><t:ReferenceItemId Id="${id}"/></t:${how}></m:Items></m:CreateItem>`,
    );
  }

  /** Sends one operation; throws OwnerRefused unless every part of the answer is a success. */
  async send(operation: string): Promise<XmlElement> {
    const { sandboxUrl, address } = this.#owner;
    const response = await fetch(`${sandboxUrl}/EWS/Exchange.asmx`, {
      method: 'POST',
      headers: {
        'content-type': 'text/xml; charset=utf-8',
        authorization: `Basic ${Buffer.from(`${address}:${PASSWORD}`).toString('base64')}`,
      },
      body: `<?xml version="1.0" encoding="utf-8"?><s:Envelope ${NAMESPACES}><s:Header><t:RequestServerVersion Version="Exchange2013_SP1"/></s:Header><s:Body>${operation}</s:Body></s:Envelope>`,
    });
    const text = await response.text();
    if (!text.startsWith('<?xml')) throw new OwnerRefused(`HTTP ${response.status}`, text);
    const answer = readXml(text);
    const codes = all(answer, 'ResponseCode').map((code) => code.text);
    const refused = codes.find((code) => code !== 'NoError');
    if (refused !== undefined || codes.length === 0) throw new OwnerRefused(refused ?? 'nothing', text);
    return answer;
  }
}

/** Every element with this local name, in document order. */
export function all(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((one) => [...(one.name === name ? [one] : []), ...all(one, name)]);
}

export function itemId(id: string): string {
  return `<t:ItemId Id="${id}"/>`;
}

/** The occurrence at a place in its series, counted from 1. */
export function occurrenceId(masterId: string, index: number): string {
  return `<t:OccurrenceItemId RecurringMasterId="${masterId}" InstanceIndex="${index}"/>`;
}

/** A SetItemField; the property's element is named after its URI. */
export function set(uri: string, value: string): string {
  return `<t:SetItemField><t:FieldURI FieldURI="${uri}"/><t:CalendarItem>${value}</t:CalendarItem></t:SetItemField>`;
}

export function unset(uri: string): string {
  return `<t:DeleteItemField><t:FieldURI FieldURI="${uri}"/></t:DeleteItemField>`;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function idIn(answer: XmlElement): string {
  const id = all(answer, 'ItemId')[0]?.attributes.get('Id');
  if (!id) throw new OwnerRefused('no ItemId', '');
  return id;
}
