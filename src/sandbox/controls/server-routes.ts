import { z } from 'zod';
import { serverVersions } from '../ews/versions.ts';
import { noOddities } from '../oddities.ts';
import { seedExampleCompany } from '../seed/example-company.ts';
import type { Services } from '../services.ts';
import { ControlError, type ControlRoute } from './route.ts';

const versionNames = Object.keys(serverVersions) as (keyof typeof serverVersions)[];

const settings = z.strictObject({
  version: z.enum(versionNames).optional(),
  basicAllowed: z.boolean().optional(),
  ntlmAllowed: z.boolean().optional(),
  bearerAllowed: z.boolean().optional(),
  latencyMs: z.number().int().min(0).max(600_000).optional(),
  clockOffsetMs: z.number().int().optional(),
  oddities: z
    .strictObject({
      calendarViewKeepsMasters: z.boolean().optional(),
      masterIgnoresOccurrences: z.boolean().optional(),
    })
    .optional(),
});

const rights = z.strictObject({
  impersonation: z
    .strictObject({ scope: z.array(z.string()).nullable() })
    .nullable()
    .optional(),
  password: z.string().optional(),
  disabled: z.boolean().optional(),
  licensed: z.boolean().optional(),
});

const capture = z.strictObject({ directory: z.string().nullable() });
const reset = z.strictObject({ seed: z.enum(['example', 'empty']).default('example') });

function showSettings({ organization, tuning, clock }: Services): object {
  return {
    ...organization.server,
    latencyMs: tuning.latencyMs,
    clockOffsetMs: clock.offsetMs,
    oddities: organization.oddities,
    versions: versionNames,
  };
}

/** Controls of the server as a whole: version, sign-in, clock, latency, rights, log, capture, reset. */
export const serverRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: '/sandbox/server', handle: ({ services }) => showSettings(services) },
  {
    method: 'POST',
    path: '/sandbox/server',
    handle: ({ body, services }) => {
      const wanted = settings.parse(body);
      const { organization, tuning, clock } = services;
      const kept = { ...organization.server };
      const {
        version = kept.version,
        basicAllowed = kept.basicAllowed,
        ntlmAllowed = kept.ntlmAllowed,
        bearerAllowed = kept.bearerAllowed,
      } = wanted;
      organization.setServer({ version, basicAllowed, ntlmAllowed, bearerAllowed });
      tuning.latencyMs = wanted.latencyMs ?? tuning.latencyMs;
      clock.offsetMs = wanted.clockOffsetMs ?? clock.offsetMs;
      Object.assign(organization.oddities, wanted.oddities);
      return showSettings(services);
    },
  },
  {
    method: 'GET',
    path: '/sandbox/accounts',
    handle: ({ services }) =>
      services.organization.directory.accounts.map(({ password: _, ...shown }) => shown),
  },
  {
    method: 'POST',
    path: '/sandbox/accounts/:name',
    handle: ({ parameters, body, services }) => {
      const wanted = rights.parse(body);
      const account = services.organization.directory.accountByName(parameters.name ?? '');
      if (!account) throw new ControlError(404, `There is no account ${parameters.name}`);
      const { impersonation = account.impersonation, password = account.password } = wanted;
      const { disabled: isDisabled = account.isDisabled ?? false, licensed } = wanted;
      const isUnlicensed = licensed === undefined ? (account.isUnlicensed ?? false) : !licensed;
      const changed = { ...account, impersonation, password, isDisabled, isUnlicensed };
      services.organization.updateAccount(changed);
      const { principalName } = account;
      return { principalName, impersonation, disabled: isDisabled, licensed: !isUnlicensed };
    },
  },
  {
    method: 'GET',
    path: '/sandbox/requests',
    handle: ({ query, services }) => services.requestLog.since(Number(query.get('since') ?? 0)),
  },
  {
    method: 'DELETE',
    path: '/sandbox/requests',
    handle: ({ services }) => services.requestLog.clear(),
  },
  {
    method: 'POST',
    path: '/sandbox/capture',
    handle: ({ body, services }) => {
      services.capture.directory = capture.parse(body).directory;
      return { directory: services.capture.directory };
    },
  },
  {
    method: 'POST',
    path: '/sandbox/reset',
    handle: ({ body, services }) => {
      const { seed } = reset.parse(body ?? {});
      resetAll(services, seed === 'example');
      return { mailboxes: services.organization.directory.mailboxes.length };
    },
  },
];

function resetAll(services: Services, withExample: boolean): void {
  const { autodiscover, organization, clock, faults, oauth, requestLog, subscriptions, tuning } = services;
  faults.clear();
  oauth.reset();
  autodiscover.reset();
  services.mailboxServers.reset();
  subscriptions.reset();
  requestLog.clear();
  tuning.latencyMs = 0;
  clock.offsetMs = 0;
  Object.assign(organization.oddities, noOddities);
  organization.atomically(() => {
    organization.reset();
    if (withExample) seedExampleCompany(organization, clock.now());
  });
}
