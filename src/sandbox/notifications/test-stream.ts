import { readXml, type XmlElement } from '../ews/xml-read.ts';
import {
  aino,
  type CallOptions,
  delegate,
  delegatePassword,
  soapRequest,
  type TestClient,
} from '../test-client.ts';

/** One envelope of a stream. */
export interface StreamMessage {
  readonly text: string;
  readonly codes: string[];
  readonly status: string | undefined;
  all(name: string): XmlElement[];
  /** Names of the event elements, in order. */
  readonly events: string[];
}

/** A stream of a test: hand-written SOAP over real HTTP, read one envelope at a time. */
export interface TestStream {
  readonly status: number;
  readonly headers: Headers;
  /** The next envelope; null when the server has ended the answer. @throws when the connection was cut */
  next(): Promise<StreamMessage | null>;
  /** The next envelope that is no mere sign of life. */
  nextNews(): Promise<StreamMessage | null>;
  close(): void;
}

/** The types of events that tests subscribe to. */
export const allEventTypes = ['Created', 'Modified', 'Deleted', 'Moved', 'Copied', 'FreeBusyChanged'];

const typeList = (types: readonly string[]): string =>
  `<t:EventTypes>${types.map((type) => `<t:EventType>${type}Event</t:EventType>`).join('')}</t:EventTypes>`;

const calendar = '<t:FolderIds><t:DistinguishedFolderId Id="calendar"/></t:FolderIds>';

/** A Subscribe request for a stream of the calendar. */
export function subscribeStreaming(types = allEventTypes, folders = calendar): string {
  const content = `${folders}${typeList(types)}`;
  return `<m:Subscribe><m:StreamingSubscriptionRequest>${content}</m:StreamingSubscriptionRequest></m:Subscribe>`;
}

/** A Subscribe request for pulling events of the calendar. */
export function subscribePull(types = allEventTypes, watermark = '', minutes = 10): string {
  const mark = watermark === '' ? '' : `<t:Watermark>${watermark}</t:Watermark>`;
  const content = `${calendar}${typeList(types)}${mark}<t:Timeout>${minutes}</t:Timeout>`;
  return `<m:Subscribe><m:PullSubscriptionRequest>${content}</m:PullSubscriptionRequest></m:Subscribe>`;
}

/** A GetStreamingEvents request. */
export function getStreamingEvents(ids: readonly string[], minutes = 30): string {
  const list = ids.map((id) => `<t:SubscriptionId>${id}</t:SubscriptionId>`).join('');
  return `<m:GetStreamingEvents><m:SubscriptionIds>${list}</m:SubscriptionIds><m:ConnectionTimeout>${minutes}</m:ConnectionTimeout></m:GetStreamingEvents>`;
}

/** Subscribes to the calendar and returns the id. */
export async function subscribed(
  client: TestClient,
  options?: CallOptions,
  types = allEventTypes,
): Promise<string> {
  const answer = await client.call(subscribeStreaming(types), options);
  const id = answer.first('SubscriptionId');
  if (!id) throw new Error(`Not subscribed: ${answer.text}`);
  return id;
}

/** Opens a stream and reads its first envelope, which has to say OK. */
export async function openStream(
  client: TestClient,
  ids: readonly string[],
  minutes = 30,
  options: CallOptions = {},
): Promise<TestStream> {
  const {
    user = delegate,
    password = delegatePassword,
    version = 'Exchange2013_SP1',
    actFor = aino,
  } = options;
  const aborter = new AbortController();
  const response = await fetch(`${client.sandbox.url}/EWS/Exchange.asmx`, {
    method: 'POST',
    signal: aborter.signal,
    headers: {
      'content-type': 'text/xml; charset=utf-8',
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    },
    body: soapRequest(getStreamingEvents(ids, minutes), version, actFor, options.header ?? ''),
  });
  const reader = new EnvelopeReader(response.body as ReadableStream<Uint8Array>);
  const first = await reader.next();
  if (first?.status !== 'OK') throw new Error(`The stream did not open: ${first?.text}`);
  return {
    status: response.status,
    headers: response.headers,
    next: () => reader.next(),
    nextNews: () => reader.nextNews(),
    close: () => aborter.abort(),
  };
}

const ending = '</Envelope>';

class EnvelopeReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #text = '';

  constructor(body: ReadableStream<Uint8Array>) {
    this.#reader = body.getReader();
  }

  async next(): Promise<StreamMessage | null> {
    for (;;) {
      const at = this.#text.indexOf(ending);
      if (at >= 0) {
        const text = this.#text.slice(0, at + ending.length);
        this.#text = this.#text.slice(at + ending.length);
        return readMessage(text);
      }
      const { done, value } = await this.#reader.read();
      if (done) return null;
      this.#text += this.#decoder.decode(value, { stream: true });
    }
  }

  async nextNews(): Promise<StreamMessage | null> {
    for (;;) {
      const message = await this.next();
      if (!message || message.events.some((name) => name !== 'StatusEvent')) return message;
      if (message.status !== undefined || message.codes.some((code) => code !== 'NoError')) return message;
    }
  }
}

function readMessage(text: string): StreamMessage {
  const elements = descendants(readXml(text));
  const all = (name: string): XmlElement[] => elements.filter((element) => element.name === name);
  return {
    text,
    all,
    codes: all('ResponseCode').map((element) => element.text),
    status: all('ConnectionStatus')[0]?.text,
    events: all('Notification').flatMap(({ children }) =>
      children.map(({ name }) => name).filter((name) => name.endsWith('Event')),
    ),
  };
}

function descendants(element: XmlElement): XmlElement[] {
  return element.children.flatMap((child) => [child, ...descendants(child)]);
}
