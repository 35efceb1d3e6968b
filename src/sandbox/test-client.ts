import { soapNamespace } from './ews/namespaces.ts';
import { readXml, type XmlElement } from './ews/xml-read.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts';

/** How a test's request differs from the usual one: the delegate acting for Aino on a recent schema. */
export interface CallOptions {
  readonly user?: string;
  readonly password?: string;
  readonly version?: string;
  /** The address for PrimarySmtpAddress; null for no impersonation. */
  readonly actFor?: string | null;
  /** Further header blocks. */
  readonly header?: string;
  readonly httpHeaders?: Record<string, string>;
}

/** An answer of the endpoint. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** Every element with this local name, in document order; SOAP's own elements aside. */
  all(name: string): XmlElement[];
  /** The text of the first element with this local name. */
  first(name: string): string | undefined;
  /** The response codes of the items, or of the fault. */
  readonly codes: string[];
}

/** A client of the tests: hand-written SOAP over real HTTP, and the controls. */
export interface TestClient {
  readonly sandbox: Sandbox;
  call(body: string, options?: CallOptions): Promise<Answer>;
  /** Calls a control; returns its JSON. */
  control(method: string, path: string, body?: unknown): Promise<{ status: number; json: never }>;
}

export const aino = 'aino.aalto@esimerkki.example';
export const onni = 'onni.virtanen@esimerkki.example';
export const leo = 'leo.makinen@esimerkki.example';
export const delegate = 'sync.delegate@esimerkki.example';
export const delegatePassword = 'delegate-demo';

/** The property that tests mark items with. */
export const markPath =
  '<t:ExtendedFieldURI PropertySetId="c11ff724-aa03-4555-9952-8fa248a11c3e" PropertyName="mark" PropertyType="String"/>';

/** Starts a sandbox for a test; the caller closes it. */
export async function openTestClient(options: Partial<SandboxOptions> = {}): Promise<TestClient> {
  return clientOf(await startSandbox({ port: 0, dataDir: null, seed: 'example', ...options }));
}

/** A client of a sandbox that another process runs: closing it is that one's own affair. */
export function testClientAt(url: string): TestClient {
  return clientOf({ url, port: Number(new URL(url).port), close: async () => {} });
}

function clientOf(sandbox: Sandbox): TestClient {
  return {
    sandbox,
    call: (body, callOptions) => call(sandbox.url, body, callOptions),
    control: async (method, path, body) => {
      const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
      const response = await fetch(`${sandbox.url}/sandbox/${path}`, init);
      return { status: response.status, json: (await response.json()) as never };
    },
  };
}

async function call(url: string, body: string, options: CallOptions = {}): Promise<Answer> {
  const {
    user = delegate,
    password = delegatePassword,
    version = 'Exchange2013_SP1',
    actFor = aino,
  } = options;
  const response = await fetch(`${url}/EWS/Exchange.asmx`, {
    method: 'POST',
    headers: {
      'content-type': 'text/xml; charset=utf-8',
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      ...options.httpHeaders,
    },
    body: soapRequest(body, version, actFor, options.header ?? ''),
  });
  return readAnswer(response.status, await response.text(), response.headers);
}

/** The envelope of a request. */
export function soapRequest(body: string, version: string, actFor: string | null, header: string): string {
  const impersonation = actFor === null ? '' : impersonate('PrimarySmtpAddress', actFor);
  return `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"
  xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"
  xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages">
<soap:Header><t:RequestServerVersion Version="${version}"/>${impersonation}${header}</soap:Header>
<soap:Body>${body}</soap:Body></soap:Envelope>`;
}

/** The header that acts for somebody by one of the four identifiers. */
export function impersonate(kind: string, value: string): string {
  return `<t:ExchangeImpersonation><t:ConnectingSID><t:${kind}>${value}</t:${kind}></t:ConnectingSID></t:ExchangeImpersonation>`;
}

function readAnswer(status: number, text: string, headers: Headers): Answer {
  const root = text.startsWith('<?xml') ? readXml(text) : null;
  const all = (name: string): XmlElement[] =>
    root ? descendants(root).filter((each) => each.name === name && each.namespace !== soapNamespace) : [];
  return {
    status,
    text,
    headers,
    all,
    first: (name) => all(name)[0]?.text,
    codes: all('ResponseCode').map((element) => element.text),
  };
}

function descendants(element: XmlElement): XmlElement[] {
  return element.children.flatMap((child) => [child, ...descendants(child)]);
}

/** A CreateItem request with the content of one CalendarItem. */
export function createItem(content: string, target = ''): string {
  return `<m:CreateItem SendMeetingInvitations="SendToNone">${target}<m:Items><t:CalendarItem>${content}</t:CalendarItem></m:Items></m:CreateItem>`;
}

export interface ItemRef {
  readonly id: string;
  readonly changeKey: string;
}

/** The ItemIds of an answer. */
export function itemRefs(answer: Answer): ItemRef[] {
  return answer.all('ItemId').map(({ attributes }) => ({
    id: attributes.get('Id') ?? '',
    changeKey: attributes.get('ChangeKey') ?? '',
  }));
}

/** An ItemId element, with or without its change key. */
export function itemIdElement(ref: ItemRef, withKey = true): string {
  return `<t:ItemId Id="${ref.id}"${withKey ? ` ChangeKey="${ref.changeKey}"` : ''}/>`;
}

/** A GetItem request of one item. */
export function getItem(ref: ItemRef, additional = '', shape = 'AllProperties', bodyType = ''): string {
  const body = bodyType === '' ? '' : `<t:BodyType>${bodyType}</t:BodyType>`;
  const paths = additional === '' ? '' : `<t:AdditionalProperties>${additional}</t:AdditionalProperties>`;
  return `<m:GetItem><m:ItemShape><t:BaseShape>${shape}</t:BaseShape>${body}${paths}</m:ItemShape><m:ItemIds>${itemIdElement(ref, false)}</m:ItemIds></m:GetItem>`;
}

export interface UpdateOptions {
  readonly resolution?: string;
  readonly withKey?: boolean;
}

/** An UpdateItem request with the content of Updates. */
export function updateItem(ref: ItemRef, updates: string, options: UpdateOptions = {}): string {
  const { resolution = 'NeverOverwrite', withKey = true } = options;
  return `<m:UpdateItem ConflictResolution="${resolution}" SendMeetingInvitationsOrCancellations="SendToNone"><m:ItemChanges><t:ItemChange>${itemIdElement(ref, withKey)}<t:Updates>${updates}</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>`;
}

/** A SetItemField of one property. */
export function setField(field: string, value: string): string {
  return `<t:SetItemField><t:FieldURI FieldURI="${field}"/><t:CalendarItem>${value}</t:CalendarItem></t:SetItemField>`;
}

/** A DeleteItem request of one item. */
export function deleteItem(ref: ItemRef, type = 'MoveToDeletedItems'): string {
  return `<m:DeleteItem DeleteType="${type}" SendMeetingCancellations="SendToNone"><m:ItemIds>${itemIdElement(ref, false)}</m:ItemIds></m:DeleteItem>`;
}

/** A SyncFolderItems request of the calendar. */
export function syncFolderItems(state = '', limit = 512, folder = 'calendar'): string {
  const stateElement = state === '' ? '' : `<m:SyncState>${state}</m:SyncState>`;
  return `<m:SyncFolderItems><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:SyncFolderId><t:DistinguishedFolderId Id="${folder}"/></m:SyncFolderId>${stateElement}<m:MaxChangesReturned>${limit}</m:MaxChangesReturned></m:SyncFolderItems>`;
}

/** A FindItem request of the calendar; `view` and `restriction` are whole elements. */
export function findItem(view: string, restriction = '', additional = '', folder = 'calendar'): string {
  const paths = additional === '' ? '' : `<t:AdditionalProperties>${additional}</t:AdditionalProperties>`;
  return `<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>Default</t:BaseShape>${paths}</m:ItemShape>${view}${restriction}<m:ParentFolderIds><t:DistinguishedFolderId Id="${folder}"/></m:ParentFolderIds></m:FindItem>`;
}

/** A GetFolder request of a distinguished folder; `mailbox` is a whole Mailbox element. */
export function getFolder(folder = 'calendar', mailbox = ''): string {
  return `<m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="${folder}">${mailbox}</t:DistinguishedFolderId></m:FolderIds></m:GetFolder>`;
}

/** Creates one item and returns its id. */
export async function created(client: TestClient, content: string, options?: CallOptions): Promise<ItemRef> {
  const answer = await client.call(createItem(content), options);
  const [ref] = itemRefs(answer);
  if (!ref) throw new Error(`Nothing was created: ${answer.text}`);
  return ref;
}
