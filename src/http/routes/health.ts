import { nextMigration, readMigrations } from '../../store/migrate.ts';
import type { Api, HttpParts } from '../parts.ts';

/** `/healthz`, `/readyz` and `/metrics`: for the operator's machines, not for people. */
export function healthRoutes(api: Api, parts: HttpParts): void {
  const hidden = { schema: { hide: true } };
  api.get('/healthz', hidden, async () => ({ status: 'ok' }));
  api.get('/readyz', hidden, async (request, reply) => {
    const trouble = await whatIsMissing(parts).catch((error: unknown) => {
      request.log.warn({ err: error }, 'the database does not answer');
      return 'the database does not answer';
    });
    if (trouble === null) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', because: trouble });
  });
  api.get('/metrics', hidden, async (_request, reply) =>
    reply.type(parts.registry.contentType).send(await parts.registry.metrics()),
  );
}

async function whatIsMissing({ database }: HttpParts): Promise<string | null> {
  const { rows } = await database.pool.query(
    'select version, name, checksum from schema_migrations order by version',
  );
  const next = nextMigration(await readMigrations(), rows);
  return next === null ? null : `the migration ${next.name} is not applied; run "tahti migrate"`;
}
