import { z } from 'zod';
import type { Subscription } from '../notifications/subscription.ts';
import type { Services } from '../services.ts';
import { mailboxOf } from './mailbox-routes.ts';
import { ControlError, type ControlRoute } from './route.ts';

const limit = z.number().int().min(0).nullable().optional();

const tuning = z.strictObject({
  statusIntervalMs: z.number().int().min(10).max(600_000).optional(),
  minuteMs: z.number().int().min(10).max(60_000).optional(),
  connectionLimit: limit,
  subscriptionLimit: limit,
});

function showSubscription({ id, terms, stream }: Subscription, { organization }: Services): object {
  return {
    id,
    kind: terms.kind,
    mailbox: terms.mailbox.record.primaryAddress,
    owner: organization.directory.accountBySid(terms.owner)?.principalName ?? terms.owner,
    eventTypes: [...terms.eventTypes],
    allFolders: terms.folders === null,
    server: terms.server,
    silent: terms.silent,
    streaming: stream !== null,
  };
}

function show(services: Services): object {
  const { subscriptions } = services;
  return {
    ...subscriptions.tuning,
    subscriptions: subscriptions.all.map((each) => showSubscription(each, services)),
    streams: subscriptions.streams.map(({ chargedTo, subscriptionIds }) => ({ chargedTo, subscriptionIds })),
  };
}

const place = z.strictObject({
  server: z.string().regex(/^[\w-]+(\.[\w-]+)*$/, 'must be the name of a host'),
});

/** Controls of notifications: knobs, subscriptions, open streams. */
export const notificationRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: '/sandbox/notifications', handle: ({ services }) => show(services) },
  {
    method: 'POST',
    path: '/sandbox/notifications',
    handle: ({ body, services }) => {
      const wanted = Object.entries(tuning.parse(body)).filter(([, value]) => value !== undefined);
      Object.assign(services.subscriptions.tuning, Object.fromEntries(wanted));
      return show(services);
    },
  },
  {
    method: 'DELETE',
    path: '/sandbox/notifications/subscriptions',
    handle: ({ query, services }) => {
      const { subscriptions, organization } = services;
      const address = query.get('mailbox');
      const mailbox = address === null ? null : organization.directory.mailboxByAddress(address);
      if (mailbox === undefined) throw new ControlError(404, `There is no mailbox ${address}`);
      const ended = subscriptions.endWhere(({ terms }) => mailbox === null || terms.mailbox === mailbox);
      return { ended };
    },
  },
  {
    method: 'POST',
    path: '/sandbox/mailboxes/:address/server',
    handle: (call) => {
      const { server } = place.parse(call.body);
      call.services.mailboxServers.place(mailboxOf(call).record, server);
      return { server };
    },
  },
  {
    method: 'DELETE',
    path: '/sandbox/notifications/streams',
    handle: ({ services }) => ({ cut: services.subscriptions.cutStreams() }),
  },
];
