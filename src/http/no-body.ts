import { z } from 'zod';

/** The body of a request that says everything by its address: nothing, or an object without fields. */
export const NoBody = z.strictObject({}).nullish();
