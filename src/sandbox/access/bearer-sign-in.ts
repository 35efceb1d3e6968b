import type { AccountRecord } from '../mailbox-store/account.ts';
import { exchangeResource } from '../oauth/application.ts';
import { TokenRefused } from '../oauth/token.ts';
import type { Services } from '../services.ts';
import type { SignIn } from './sign-in-result.ts';

/** What Exchange names as where to get a token. */
export function bearerChallenge({ oauth }: Services): string {
  const issuer = `00000001-0000-0000-c000-000000000000@${oauth.application.tenantId}`;
  return `Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="${issuer}", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.windows.net/common/oauth2/authorize"`;
}

/** The application that a token was issued to, as an account that acts for others by impersonation only. */
export function bearerSignIn(token: string, services: Services): Partial<SignIn> {
  const { oauth, clock } = services;
  try {
    oauth.tokens.verify(token, exchangeResource, clock.now());
    return { account: applicationAccount(services) };
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    const { message, category } = error;
    const diagnostics = `2000003;reason="${message}";error_category="${category}"`;
    const challenge = `${bearerChallenge(services)}, error="invalid_token"`;
    return { challenges: [challenge], headers: { 'x-ms-diagnostics': diagnostics } };
  }
}

function applicationAccount({ oauth }: Services): AccountRecord {
  const { clientId, tenantId, impersonation } = oauth.application;
  return {
    sid: `application ${clientId}`,
    principalName: `${clientId}@${tenantId}`,
    accountName: clientId,
    displayName: 'Tahti',
    password: '',
    mailbox: null,
    impersonation,
    isApplication: true,
  };
}
