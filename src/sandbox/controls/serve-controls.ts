import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { EwsError } from '../ews/ews-error.ts';
import { readBody } from '../read-body.ts';
import type { Services } from '../services.ts';
import { autodiscoverRoutes } from './autodiscover-routes.ts';
import { calamityRoutes } from './calamity-routes.ts';
import { faultRoutes } from './fault-routes.ts';
import { itemRoutes } from './item-routes.ts';
import { mailboxRoutes } from './mailbox-routes.ts';
import { meetingRoutes } from './meeting-routes.ts';
import { notificationRoutes } from './notification-routes.ts';
import { oauthRoutes } from './oauth-routes.ts';
import { ControlError, type ControlRoute } from './route.ts';
import { serverRoutes } from './server-routes.ts';

const routes: readonly ControlRoute[] = [
  ...mailboxRoutes,
  ...itemRoutes,
  ...calamityRoutes,
  ...meetingRoutes,
  ...faultRoutes,
  ...notificationRoutes,
  ...oauthRoutes,
  ...autodiscoverRoutes,
  ...serverRoutes,
];

/** 10,000 entries of a bulk fill with bodies fit into this many bytes. */
const largestBody = 64 * 1024 * 1024;

/** Serves the controls under /sandbox/: JSON in, JSON out. */
export async function serveControls(
  request: IncomingMessage,
  response: ServerResponse,
  services: Services,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const bytes = await readBody(request, largestBody);
  try {
    refuseWebPages(request);
    const { route, parameters } = find(request.method ?? 'GET', url.pathname);
    const body = bytes.length === 0 ? undefined : parseJson(bytes.toString('utf8'));
    send(response, 200, route.handle({ parameters, query: url.searchParams, body, services }));
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    send(response, refusal.status, { error: refusal.message });
  }
}

/** A page of some other site that is open in a browser on this machine shall not turn the knobs. */
function refuseWebPages(request: IncomingMessage): void {
  if (request.headers.origin !== undefined) throw new ControlError(403, 'The controls are not for web pages');
}

function find(method: string, path: string): { route: ControlRoute; parameters: Record<string, string> } {
  const matching = routes.flatMap((route) => {
    const parameters = match(route.path, path);
    return parameters ? [{ route, parameters }] : [];
  });
  const found = matching.find(({ route }) => route.method === method);
  if (found) return found;
  if (matching.length > 0) throw new ControlError(405, `${method} is not offered at ${path}`);
  const known = routes.map((route) => `${route.method} ${route.path}`);
  throw new ControlError(404, `There is no control at ${path}. There are: ${known.join(', ')}`);
}

function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.replace(/\/$/, '').split('/');
  if (wanted.length !== given.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '');
    if (part.startsWith(':')) parameters[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return parameters;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError(400, 'The body is not JSON');
  }
}

function refusalOf(error: unknown): { status: number; message: string } | null {
  if (error instanceof ControlError) return error;
  if (error instanceof EwsError) return { status: 400, message: `${error.code}: ${error.message}` };
  if (error instanceof z.ZodError) return { status: 400, message: z.prettifyError(error) };
  return null;
}

function send(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value ?? {});
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
