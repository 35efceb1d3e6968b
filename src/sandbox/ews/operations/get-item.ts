import { findItem } from '../item-lookup.ts';
import { readItemShape, writeItem } from '../item-shape.ts';
import { answerEach } from '../response-message.ts';
import { childOf } from '../xml-read.ts';
import { branch } from '../xml-write.ts';
import type { Operation } from './operation.ts';

/** GetItem: shows items with everything that the shape asks for. A stale change key does not matter. */
export const getItem: Operation = (request, context) => {
  const shapeElement = childOf(request, 'ItemShape');
  return answerEach(context, {
    operation: 'GetItem',
    inputs: childOf(request, 'ItemIds')?.children ?? [],
    work: (element) => {
      const shape = readItemShape(shapeElement, context, false);
      const { mailbox, item } = findItem(element, context);
      return [branch('m:Items', [writeItem(item, mailbox, shape, context)])];
    },
    afterError: [branch('m:Items', [])],
  });
};
