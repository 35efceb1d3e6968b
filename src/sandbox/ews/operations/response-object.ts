import type { Disposition } from '../../meetings/dispose.ts';
import type { FoundItem } from '../item-lookup.ts';
import type { XmlElement } from '../xml-read.ts';
import type { RequestContext } from './operation.ts';

/** A response object of CreateItem: what is done with the item that it refers to. */
export interface ResponseObject {
  readonly element: XmlElement;
  readonly reference: FoundItem;
  readonly disposition: Disposition;
  readonly context: RequestContext;
}
