import type { XmlElement } from '../xml-element.ts';

/** The operation's XML, given the address by which a distinguished folder should name its mailbox, if any. */
export type BodyOf = (mailbox: string | null) => string;

/** One EWS request, ready to be sent, and how its answer is read. */
export interface Operation<T> {
  /** Name of the operation, as in `<m:GetItem>`. */
  readonly name: string;
  /** The operation's XML, prefixes `m` and `t`. */
  readonly body: string | BodyOf;
  /** How many response messages must come back; one for each item of a batch. */
  readonly expects: number;
  /** Whether it may be sent again when nobody knows if it was done: everything but creating. */
  readonly repeatable: boolean;
  /** Reads one successful response message. */
  readonly read: (message: XmlElement) => T;
}
