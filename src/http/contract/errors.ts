import { z } from 'zod';

/**
 * The body of every refusal (4xx, 5xx). `message` is a clear sentence in the user's language (their own
 * setting, else Accept-Language, else English) that names the field and the way out.
 */
export const ApiError = z.object({
  code: z.string(),
  message: z.string(),
  /** Field paths such as `delegate.userName` with the sentence that belongs beside each. */
  fields: z.record(z.string(), z.string()).optional(),
  requestId: z.string(),
});
export type ApiError = z.infer<typeof ApiError>;
