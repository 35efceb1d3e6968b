import { z } from 'zod';
import { instantFromMillis } from '../../model/time.ts';
import { listGuideFeedback, saveGuideFeedback } from '../../store/guide-feedback.ts';
import { viewerOf } from '../access-guard.ts';
import { ApiError, GuideAnswerPage, GuideAnswerQuery, GuideFeedback, GuideName } from '../contract.ts';
import type { Api, HttpParts } from '../parts.ts';

/** "Was this helpful?" below the guides: answering, and reading what was answered. */
export function guideFeedbackRoutes(api: Api, { database: { db } }: HttpParts): void {
  const answer = {
    summary: 'Say whether a guide helped',
    params: z.object({ guide: GuideName }),
    body: GuideFeedback,
    response: { 200: GuideFeedback, '4xx': ApiError },
  };
  api.put('/api/guide-feedback/:guide', { schema: answer }, async (request) => {
    const { organizationId, userId } = viewerOf(request);
    const { guide } = request.params;
    const answeredAt = instantFromMillis(Date.now());
    await saveGuideFeedback(db, { organizationId, userId, guide, ...request.body, answeredAt });
    return request.body;
  });

  const list = {
    summary: 'Answers to whether the guides helped',
    querystring: GuideAnswerQuery,
    response: { 200: GuideAnswerPage, '4xx': ApiError },
  };
  api.get('/api/guide-feedback', { schema: list }, async (request) => {
    const { organizationId, role } = viewerOf(request);
    const { page, pageSize } = request.query;
    const isOperator = role === 'operator';
    const paging = { offset: (page - 1) * pageSize, limit: pageSize };
    const { rows, total } = await listGuideFeedback(db, isOperator ? null : organizationId, paging);
    return {
      rows: rows.map((row) => ({
        ...row,
        guide: GuideName.parse(row.guide),
        person: isOperator ? null : row.person,
      })),
      total,
    };
  });
}
