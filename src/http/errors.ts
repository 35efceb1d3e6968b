import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from './error-body.ts';
import { acceptedLanguage } from './language.ts';
import { Refusal } from './refusal.ts';

/** What Fastify itself refuses, by its code, and the sentence we have for it. */
const FROM_FASTIFY: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformedJson',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'emptyBody',
  FST_ERR_CTP_BODY_TOO_LARGE: 'bodyTooLarge',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformedRequest',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupportedContentType',
  FST_ERR_BAD_URL: 'malformedRequest',
};

/** Gives every failure under `/api` the one shape of `ApiError`, in the person's language. */
export function answerErrors(server: FastifyInstance): void {
  server.setErrorHandler<FastifyError>((error, request, reply) =>
    sendRefusal(asRefusal(error, request), request, reply),
  );
}

/** Sends a refusal; also used where a request never reached a route. */
export function sendRefusal(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = request.viewer?.language ?? acceptedLanguage(request.headers['accept-language']);
  if (refusal.details.retryAfterSeconds !== undefined)
    reply.header('retry-after', refusal.details.retryAfterSeconds);
  return reply
    .code(refusal.status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(errorBody(refusal, language, request.id)));
}

/**
 * Any failure as a refusal. What nobody foresaw is told as `internal` with the request's id alone: its
 * inner words go to the log, since they may hold what is nobody's business.
 */
export function asRefusal(error: FastifyError, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) return error;
  const known = FROM_FASTIFY[error.code ?? ''];
  if (known !== undefined) return new Refusal(error.statusCode ?? 400, known);
  if (isBodyParserComplaint(error)) return new Refusal(400, 'malformedJson');
  if (isClientFault(error)) return new Refusal(error.statusCode ?? 400, 'malformedRequest');
  if (isValueRefused(error)) return new Refusal(400, 'valueRefused');
  if (isDatabaseAway(error)) return new Refusal(503, 'databaseAway', { retryAfterSeconds: 5 });
  request.log.error({ err: error, requestId: request.id }, 'a request failed unexpectedly');
  return new Refusal(500, 'internal');
}

/** The JSON parser refuses `__proto__` and broken JSON with plain SyntaxErrors of status 400. */
function isBodyParserComplaint(error: FastifyError): boolean {
  return error instanceof SyntaxError && error.statusCode === 400;
}

function isClientFault(error: FastifyError): boolean {
  return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;
}

/** A value that the database cannot hold (PostgreSQL, class 22: out of range, not encodable). */
function isValueRefused(error: FastifyError): boolean {
  return /^22...$/.test(error.code ?? '');
}

/** Connection refused or lost, too many connections, starting up or shutting down (PostgreSQL, class 08, 53, 57). */
function isDatabaseAway(error: FastifyError): boolean {
  return /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE|08...|53...|57P..)$/.test(error.code ?? '');
}
