import type { Xml } from './xml-write.ts';

/**
 * An answer that is not a success: thrown anywhere below an operation, written as one item's response message
 * or, from the header and the request as a whole, as a SOAP fault.
 */
export class EwsError extends Error {
  /** A value of ResponseCodeType. */
  readonly code: string;
  /** Elements for MessageXml, in the types namespace. */
  readonly messageXml: readonly Xml[];

  constructor(code: string, message: string, messageXml: readonly Xml[] = []) {
    super(message);
    this.code = code;
    this.messageXml = messageXml;
  }
}

/** An error that ends the whole request as a SOAP fault with HTTP status 500. */
export class EwsFault extends EwsError {}
