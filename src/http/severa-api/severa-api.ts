import type { Api, HttpParts } from '../parts.ts';
import { activityReadRoutes } from './activity-routes.ts';
import { activityTypeRoutes } from './activity-type-routes.ts';
import { activityWriteRoutes } from './activity-write-routes.ts';
import { authenticate } from './authentication.ts';
import { participantRoutes } from './participant-routes.ts';
import { RequestQuota } from './request-quota.ts';
import { settingsRoutes } from './settings-routes.ts';
import { answerSeveraErrors } from './severa-errors.ts';
import { severaValidator } from './severa-validation.ts';
import { tokenRoutes } from './token-routes.ts';
import { userRoutes } from './user-routes.ts';

/**
 * The workspace under `/rest-api` with the shapes of Visma Severa's REST API: a client that was written
 * for Severa works unchanged. Its errors, validation and sign-in are Severa's, not the page's.
 */
export async function severaApi(api: Api, parts: HttpParts): Promise<void> {
  const quota = parts.config.severaRateLimit ? new RequestQuota() : null;
  api.setValidatorCompiler(severaValidator);
  answerSeveraErrors(api);
  authenticate(api, parts.database, quota);
  tokenRoutes(api, parts, quota);
  activityReadRoutes(api, parts);
  activityWriteRoutes(api, parts);
  participantRoutes(api, parts);
  activityTypeRoutes(api, parts);
  userRoutes(api, parts);
  settingsRoutes(api, parts);
}
