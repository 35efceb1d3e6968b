import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { guardAccess } from './access-guard.ts';
import { abortOnClose } from './client-signal.ts';
import { answerErrors, sendRefusal } from './errors.ts';
import { describeRoutes, openApiRoute } from './openapi.ts';
import type { Api, HttpParts } from './parts.ts';
import { limitRequests } from './rate-limit.ts';
import { Refusal } from './refusal.ts';
import { recordAttempt } from './refused-attempt.ts';
import { measureRequests } from './request-metrics.ts';
import { activityRoutes } from './routes/activities.ts';
import { activityTypeRoutes } from './routes/activity-types.ts';
import { addOnRoutes } from './routes/add-ons.ts';
import { alertRoutes } from './routes/alerts.ts';
import { auditRoutes } from './routes/audit.ts';
import { companyRoutes } from './routes/companies.ts';
import { connectionTestRoutes } from './routes/connection-test.ts';
import { exchangeSettingsRoutes } from './routes/exchange-settings.ts';
import { findAddressRoutes } from './routes/find-address.ts';
import { guideFeedbackRoutes } from './routes/guide-feedback.ts';
import { healthRoutes } from './routes/health.ts';
import { healthFigureRoutes } from './routes/health-figures.ts';
import { heldDeletionRoutes } from './routes/held-deletions.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { logRoutes } from './routes/log.ts';
import { logLiveRoutes } from './routes/log-live.ts';
import { logPeopleRoutes } from './routes/log-people.ts';
import { logPutBackRoutes } from './routes/log-put-back.ts';
import { logRunRoutes } from './routes/log-runs.ts';
import { mailboxConfirmationRoutes } from './routes/mailbox-confirmation.ts';
import { meRoutes } from './routes/me.ts';
import { moveRoutes } from './routes/move.ts';
import { mySignInRoutes } from './routes/my-sign-in.ts';
import { passwordRoutes } from './routes/password.ts';
import { providerRoutes } from './routes/provider.ts';
import { sessionRoutes } from './routes/session.ts';
import { setAsideRoutes } from './routes/set-aside.ts';
import { startRoutes } from './routes/start.ts';
import { supportPeopleRoutes } from './routes/support-people.ts';
import { synchronizationRoutes } from './routes/synchronization.ts';
import { synchronizationStepRoutes } from './routes/synchronization-steps.ts';
import { synchronizedPairRoutes } from './routes/synchronized-pairs.ts';
import { userAccountRoutes } from './routes/user-accounts.ts';
import { userRoutes } from './routes/users.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { readViewer } from './sessions.ts';
import { severaApi } from './severa-api/severa-api.ts';
import { refusingValidator } from './validation.ts';
import { serveWebPage } from './web-page.ts';

/** Requests of people are small; the longest notes fit many times over. */
const BODY_AT_MOST = 1024 * 1024;

/** A client that does not finish sending its request is let go (milliseconds). */
const REQUEST_TIMEOUT = 60_000;

export interface ServerOptions extends HttpParts {
  readonly log: FastifyBaseLogger;
}

const ROUTES: readonly ((api: Api, parts: HttpParts) => void)[] = [
  startRoutes,
  sessionRoutes,
  meRoutes,
  mySignInRoutes,
  passwordRoutes,
  providerRoutes,
  companyRoutes,
  addOnRoutes,
  activityTypeRoutes,
  exchangeSettingsRoutes,
  connectionTestRoutes,
  findAddressRoutes,
  moveRoutes,
  guideFeedbackRoutes,
  userRoutes,
  userAccountRoutes,
  invitationRoutes,
  synchronizationRoutes,
  mailboxConfirmationRoutes,
  synchronizationStepRoutes,
  synchronizedPairRoutes,
  activityRoutes,
  logRoutes,
  logLiveRoutes,
  logRunRoutes,
  logPeopleRoutes,
  logPutBackRoutes,
  setAsideRoutes,
  heldDeletionRoutes,
  supportPeopleRoutes,
  auditRoutes,
  healthFigureRoutes,
  alertRoutes,
  healthRoutes,
];

/**
 * The whole web server: the page, its API, the Severa-shaped API, health and metrics. It does not listen
 * yet, and `close()` waits for the requests under way. The database must be migrated.
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { database, config } = options;
  const server = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_AT_MOST,
    requestTimeout: REQUEST_TIMEOUT,
    trustProxy: config.trustProxy ?? false,
    routerOptions: { maxParamLength: 4000 },
    // An address that cannot even be read never reaches a route, nor its error handler.
    frameworkErrors: (_error, request, reply) =>
      sendRefusal(new Refusal(400, 'malformedRequest'), request, reply),
  });
  server.setValidatorCompiler(refusingValidator);
  server.setSerializerCompiler(serializerCompiler);
  answerErrors(server);
  abortOnClose(server);
  measureRequests(server, options.registry);
  await addSecurityHeaders(server);
  await describeRoutes(server, config.version);
  await server.register(cookie);
  await server.register(async (scope) => severaApi(scope as Api, options), { prefix: '/rest-api' });
  guardAccess(server, {
    readViewer: (request) => readViewer(database, config, request),
    recordAttempt: (viewer, userId) => recordAttempt(database, viewer, userId),
  });
  await server.register(async (scope) => pageApi(scope as Api, options));
  await serveWebPage(server, config.webRoot);
  return server;
}

/** The page's API under its limit of requests; hooks of the server itself guard it. */
async function pageApi(api: Api, parts: HttpParts): Promise<void> {
  await limitRequests(api);
  openApiRoute(api);
  for (const routes of ROUTES) routes(api, parts);
}
