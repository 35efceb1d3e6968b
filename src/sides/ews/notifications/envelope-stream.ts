import { type Failure, faultOf } from '../answer.ts';
import { ewsError } from '../errors.ts';
import { MESSAGES } from '../namespaces.ts';
import type { XmlElement } from '../xml-element.ts';
import { type XmlLimits, XmlReader } from '../xml-reader.ts';

/** One envelope carries some events of up to 200 mailboxes: kilobytes. The stream as a whole has no end. */
const LIMITS: XmlLimits = { depth: 64, nodes: 100_000, characters: 4 * 1024 * 1024 };
const MOST_BYTES = 8 * 1024 * 1024;

const CLOSE = 0x3e; // ">"
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Reads SOAP envelopes that follow each other on one connection, wherever the network cuts them. An envelope
 * ends where its root element is closed and nowhere else: what looks like an end inside a text or a comment is
 * none. Each is bounded; what stands between them may only be white space. Throws SideError.
 */
export class EnvelopeStream {
  readonly #charset: string | null;
  readonly #onMessage: (message: XmlElement) => void;
  readonly #onFault: (fault: Failure) => void;
  #reader: XmlReader | null = null;
  #bytes = 0;

  constructor(
    charset: string | null,
    onMessage: (message: XmlElement) => void,
    onFault: (fault: Failure) => void,
  ) {
    // Envelopes are told apart byte by byte, which the encodings of two-byte units do not allow.
    if (/^utf-?16|^ucs|^utf-?32/i.test(charset ?? ''))
      throw ewsError('EWS_MALFORMED_XML', `events in the charset ${charset} cannot be read`);
    this.#charset = charset;
    this.#onMessage = onMessage;
    this.#onFault = onFault;
  }

  /** Feeds the next bytes; whatever they complete is handed over before this returns. */
  write(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      if (!this.#reader && isBetween(chunk[at] ?? 0)) {
        at += 1;
        continue;
      }
      const close = chunk.indexOf(CLOSE, at);
      const end = close < 0 ? chunk.length : close + 1;
      this.#feed(chunk.subarray(at, end));
      at = end;
    }
  }

  #feed(bytes: Uint8Array): void {
    this.#reader ??= new XmlReader({ limits: LIMITS, charset: this.#charset, take: this.#take });
    this.#bytes += bytes.length;
    if (this.#bytes > MOST_BYTES)
      throw ewsError('EWS_ANSWER_TOO_LARGE', `one envelope of events is larger than ${MOST_BYTES} bytes`);
    this.#reader.write(bytes);
    if (this.#reader.isComplete) this.#finish(this.#reader);
  }

  #finish(reader: XmlReader): void {
    this.#reader = null;
    this.#bytes = 0;
    const fault = faultOf(reader.end());
    if (fault) this.#onFault(fault);
  }

  readonly #take = (element: XmlElement, parent: string): boolean => {
    if (parent !== 'ResponseMessages' || element.namespace !== MESSAGES) return false;
    this.#onMessage(element);
    return true;
  };
}

/** White space, and the mark with which some servers begin each envelope. */
function isBetween(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0 || BYTE_ORDER_MARK.includes(byte);
}
