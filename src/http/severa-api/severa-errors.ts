import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asRefusal } from '../errors.ts';
import { sentence } from '../language.ts';
import { SeveraError, type SeveraErrorType, severaErrorBody } from './severa-error.ts';

/** Gives every failure under `/rest-api` Severa's shape. */
export function answerSeveraErrors(api: FastifyInstance): void {
  api.setErrorHandler<FastifyError>((error, request, reply) =>
    send(error instanceof SeveraError ? error : translated(error, request), reply),
  );
  api.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? request.url;
    const message = `There is nothing at ${request.method} ${path}.`;
    return send(new SeveraError(404, 'InvalidRequest', [{ message }]), reply);
  });
}

function send(error: SeveraError, reply: FastifyReply): FastifyReply {
  return reply
    .code(error.status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(severaErrorBody(error));
}

/** What the server itself refuses (broken JSON, too large, the database away), in Severa's words for it. */
function translated(error: FastifyError, request: FastifyRequest): SeveraError {
  const { status, code, details } = asRefusal(error, request);
  const message = sentence('en', `error.${code}`, details.params);
  const type: SeveraErrorType = status >= 500 ? 'InternalSystemError' : 'InvalidRequest';
  const trace = status >= 500 ? ` Request id: ${request.id}.` : '';
  return new SeveraError(status, type, [{ message: `${message}${trace}` }]);
}
