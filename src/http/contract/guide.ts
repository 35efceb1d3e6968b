import { z } from 'zod';

/** The guides of the page, by what they prepare Exchange for. */
export const GuideName = z.enum([
  'onlineApplication',
  'onlineDelegate',
  'impersonationRole',
  'extendedRights',
]);
export type GuideName = z.infer<typeof GuideName>;

/**
 * PUT /api/guide-feedback/:guide (administrator, support): "Was this helpful?". A later answer of the same person
 * about the same guide takes the place of the earlier one.
 */
export const GuideFeedback = z.strictObject({
  helpful: z.boolean(),
  comment: z.string().trim().max(2000),
});
export type GuideFeedback = z.infer<typeof GuideFeedback>;

/** GET /api/guide-feedback?page=&pageSize= → the latest first: an operator's of all companies, else of one's own. */
export const GuideAnswer = z.object({
  guide: GuideName,
  helpful: z.boolean(),
  comment: z.string(),
  answeredAt: z.string(),
  company: z.string(),
  /** Who answered; null for an operator, who needs to know the company only. */
  person: z.string().nullable(),
});
export type GuideAnswer = z.infer<typeof GuideAnswer>;
export const GuideAnswerPage = z.object({ rows: z.array(GuideAnswer), total: z.number() });
export type GuideAnswerPage = z.infer<typeof GuideAnswerPage>;

export const GuideAnswerQuery = z.strictObject({
  /** The first page is 1. */
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
