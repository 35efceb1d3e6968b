import type { Insertable } from 'kysely';
import type { Instant } from '../model/time.ts';
import type { Handle } from './handle.ts';
import type { GuideFeedbackTable } from './schema/guide.ts';

/** An answer to "was this helpful?" with whose it is, where that may be known. */
export interface GuideAnswer {
  readonly guide: string;
  readonly helpful: boolean;
  readonly comment: string;
  readonly answeredAt: Instant;
  readonly company: string;
  /** Null for a person who is there no more. */
  readonly person: string | null;
}

/** Keeps the answer; a later one of the same person about the same guide takes its place. */
export async function saveGuideFeedback(db: Handle, answer: Insertable<GuideFeedbackTable>): Promise<void> {
  const { helpful, comment, answeredAt } = answer;
  await db
    .insertInto('guideFeedback')
    .values(answer)
    .onConflict((conflict) =>
      conflict
        .columns(['organizationId', 'userId', 'guide'])
        .doUpdateSet({ helpful, comment: comment ?? '', answeredAt: answeredAt ?? new Date().toISOString() }),
    )
    .execute();
}

/** Answers, the latest first, and how many there are: of one company, or of all (null; for operators alone). */
export async function listGuideFeedback(
  db: Handle,
  organizationId: string | null,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ readonly rows: readonly GuideAnswer[]; readonly total: number }> {
  const of = db
    .selectFrom('guideFeedback as f')
    .innerJoin('organizations as o', 'o.id', 'f.organizationId')
    .leftJoin('users as u', (join) =>
      join.onRef('u.organizationId', '=', 'f.organizationId').onRef('u.id', '=', 'f.userId'),
    )
    .$if(organizationId !== null, (query) => query.where('f.organizationId', '=', organizationId ?? ''));
  const rows = await of
    .select(['f.guide', 'f.helpful', 'f.comment', 'f.answeredAt', 'o.name as company'])
    .select(['u.firstName', 'u.lastName'])
    .orderBy('f.answeredAt', 'desc')
    .orderBy('f.userId')
    .orderBy('f.guide')
    .offset(offset)
    .limit(limit)
    .execute();
  const { total } = await of.select((all) => all.fn.countAll<string>().as('total')).executeTakeFirstOrThrow();
  return { rows: rows.map(withPerson), total: Number(total) };
}

function withPerson<T extends { firstName: string | null; lastName: string | null }>(row: T) {
  const { firstName, lastName, ...rest } = row;
  const person = `${firstName ?? ''} ${lastName ?? ''}`.trim();
  return { ...rest, person: person === '' ? null : person };
}
