import { StartInfo } from '../contract.ts';
import type { Api, HttpParts } from '../parts.ts';

/** `GET /api/start`: what the sign-in page needs before anyone is signed in. */
export function startRoutes(api: Api, { config, mailer }: HttpParts): void {
  const schema = { summary: 'Before sign-in', response: { 200: StartInfo } };
  api.get('/api/start', { schema }, async () => ({
    demo: config.demo,
    version: config.version,
    accounts: config.demo ? [...config.demoAccounts] : [],
    provider: config.provider?.name ?? null,
    mail: mailer !== null,
  }));
}
