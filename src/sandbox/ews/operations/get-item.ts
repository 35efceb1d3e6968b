import { findItem } from '../item-lookup.ts';
import { type ItemShape, readItemShape, writeItem } from '../item-shape.ts';
import { answerEach } from '../response-message.ts';
import { childOf } from '../xml-read.ts';
import { branch } from '../xml-write.ts';
import type { Operation } from './operation.ts';

/** GetItem: shows items with everything that the shape asks for. A stale change key does not matter. */
export const getItem: Operation = (request, context) => {
  // Read once, but inside the first item's work: what is wrong with the shape is an error of the items.
  let shape: ItemShape | undefined;
  return answerEach(context, {
    operation: 'GetItem',
    inputs: childOf(request, 'ItemIds')?.children ?? [],
    work: (element) => {
      shape ??= readItemShape(childOf(request, 'ItemShape'), context, false);
      const { mailbox, item } = findItem(element, context);
      return [branch('m:Items', [writeItem(item, mailbox, shape, context)])];
    },
    afterError: [branch('m:Items', [])],
  });
};
