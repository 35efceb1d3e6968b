import { z } from 'zod';

/** The ways in which the server can be told to fail; field names are those of `POST /sandbox/faults`. */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('httpStatus'),
    status: z.union([z.literal(401), z.literal(403), z.literal(429), z.literal(500), z.literal(503)]),
    /** Seconds, for the header Retry-After. */
    retryAfter: z.number().int().min(0).optional(),
  }),
  z.strictObject({ kind: z.literal('dropBefore') }),
  z.strictObject({ kind: z.literal('dropAfter') }),
  z.strictObject({ kind: z.literal('serverBusy'), backOffMilliseconds: z.number().int().min(0) }),
  z.strictObject({
    kind: z.literal('responseCode'),
    code: z.string().regex(/^Error\w+$/),
    message: z.string().optional(),
    /** `item`: the answer to one item, and `count` counts items; `request`: a SOAP fault. */
    scope: z.enum(['item', 'request']).default('item'),
  }),
  z.strictObject({ kind: z.literal('invalidSyncState') }),
  /** The next subscription is made and never tells of anything. */
  z.strictObject({ kind: z.literal('silentSubscription') }),
  /** The next notification is not sent; instead the stream's connection is cut. */
  z.strictObject({ kind: z.literal('dropStream') }),
  /** The next notification is lost. */
  z.strictObject({ kind: z.literal('loseEvents') }),
  /** The next notification is sent twice. */
  z.strictObject({ kind: z.literal('duplicateEvents') }),
  /** The next notification comes late. */
  z.strictObject({ kind: z.literal('delayEvents'), milliseconds: z.number().int().min(1) }),
  z.strictObject({ kind: z.literal('malformedXml') }),
  z.strictObject({ kind: z.literal('endless') }),
  z.strictObject({ kind: z.literal('hugeAnswer'), bytes: z.number().int().min(1) }),
  z.strictObject({ kind: z.literal('doctypeBomb') }),
  z.strictObject({ kind: z.literal('trickle'), bytesPerSecond: z.number().int().min(1) }),
]);

export type Fault = z.infer<typeof faultSchema>;

export const faultRuleSchema = z.strictObject({
  /** The operation that fails, for instance `CreateItem`; any when absent. */
  operation: z.string().optional(),
  /** An address of the mailbox that the request acts on; any when absent. */
  mailbox: z.string().optional(),
  /** How many matching requests (or items) go by unharmed first. */
  skip: z.number().int().min(0).default(0),
  /** How many fail after that. */
  count: z.number().int().min(1),
  fault: faultSchema,
});

export type FaultRule = z.infer<typeof faultRuleSchema>;
