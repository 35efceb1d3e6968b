import type { IncomingMessage } from 'node:http';
import type { ServerState } from '../mailbox-store/organization.ts';
import type { Services } from '../services.ts';
import { basicSignIn } from './basic-sign-in.ts';
import { bearerChallenge, bearerSignIn } from './bearer-sign-in.ts';
import { ntlmSignedIn, ntlmSignIn } from './ntlm-sign-in.ts';
import type { SignIn } from './sign-in-result.ts';

/**
 * Who sends a request, by the ways of signing in that the server offers. A connection on which somebody signed
 * in by NTLM stays theirs, as long as its requests bring no other credentials.
 */
export function signIn(request: IncomingMessage, services: Services): SignIn {
  const result = signInOf(request, services);
  return result.account?.isDisabled ? { ...result, account: null } : result;
}

function signInOf(request: IncomingMessage, services: Services): SignIn {
  const { server, directory } = services.organization;
  const header = request.headers.authorization;
  const [scheme = '', token = ''] = (header ?? '').split(/\s+/, 2);
  const refused = refusal(server, services, scheme);
  switch (scheme.toLowerCase()) {
    case 'basic':
      return { ...refused, account: server.basicAllowed ? basicSignIn(header, directory) : null };
    case 'ntlm':
    case 'negotiate':
      return server.ntlmAllowed ? { ...refused, ...ntlmSignIn(request, scheme, token, services) } : refused;
    case 'bearer':
      return server.bearerAllowed ? { ...refused, ...bearerSignIn(token, services) } : refused;
    case '':
      return server.ntlmAllowed ? { ...refused, ...ntlmSignedIn(request, services) } : refused;
    default:
      return refused;
  }
}

/** IIS names Negotiate and NTLM first; Exchange adds Bearer online and for those who came with a token. */
function refusal(server: ServerState, services: Services, scheme: string): SignIn {
  const wantsBearer = server.version === 'online' || scheme.toLowerCase() === 'bearer';
  const challenges = [
    ...(server.bearerAllowed && wantsBearer ? [bearerChallenge(services)] : []),
    ...(server.ntlmAllowed ? ['Negotiate', 'NTLM'] : []),
    ...(server.basicAllowed ? ['Basic realm="sandbox"'] : []),
  ];
  return { account: null, challenges, headers: {}, underWay: false };
}
