/** What befalls notifications: told twice, late or never, cut connections, forgotten and refused subscriptions. */
import type { Weighted } from './chance.ts';
import type { Town } from './town.ts';
import type { Happening } from './trouble.ts';

function someEvents(town: Town): object {
  const milliseconds = town.chance.int(20, 400);
  return town.chance.pick([
    { kind: 'loseEvents' },
    { kind: 'duplicateEvents' },
    { kind: 'dropStream' },
    { kind: 'delayEvents', milliseconds },
  ]);
}

/** The next notification of somebody's mailbox is lost, told twice, late, or cuts the connection. */
const spoilEvents: Happening = async (town) => {
  const { user } = town.someone();
  const fault = someEvents(town);
  await town.company.exchange.control('POST', 'faults', {
    mailbox: user.email,
    count: town.chance.int(1, 3),
    fault,
  });
  town.tell(`what is told of ${user.email} is spoiled: ${JSON.stringify(fault)}`);
  return true;
};

const cutStreams: Happening = async (town) => {
  await town.company.exchange.control('DELETE', 'notifications/streams');
  town.tell('all streams are cut');
  return true;
};

/** As a server does that restarts: the next word about them is ErrorSubscriptionNotFound. */
const forgetSubscriptions: Happening = async (town) => {
  const { user } = town.someone();
  const whose = town.chance.happens(30) ? '' : `?mailbox=${user.email}`;
  await town.company.exchange.control('DELETE', `notifications/subscriptions${whose}`);
  town.tell(`subscriptions are forgotten${whose}`);
  return true;
};

/** The next subscription of somebody's mailbox is made and never tells of anything. */
const silence: Happening = async (town) => {
  const { user } = town.someone();
  const fault = { kind: 'silentSubscription' };
  await town.company.exchange.control('POST', 'faults', { mailbox: user.email, count: 1, fault });
  await town.company.exchange.control('DELETE', `notifications/subscriptions?mailbox=${user.email}`);
  town.tell(`the next subscription of ${user.email} is silent`);
  return true;
};

/** The server has no room for subscriptions, or has it again. */
const refuse: Happening = async (town) => {
  const subscriptionLimit = town.chance.pick([0, null]);
  await town.company.exchange.control('POST', 'notifications', { subscriptionLimit });
  town.tell(`${subscriptionLimit ?? 'any number of'} subscriptions are allowed from now on`);
  return true;
};

const failListening: Happening = async (town) => {
  const operation = town.chance.pick(['Subscribe', 'GetStreamingEvents']);
  const fault = town.chance.pick([
    { kind: 'responseCode', code: 'ErrorSubscriptionNotFound' },
    { kind: 'httpStatus', status: 503 },
    { kind: 'serverBusy', backOffMilliseconds: 50 },
    { kind: 'dropBefore' },
    { kind: 'dropAfter' },
    { kind: 'malformedXml' },
  ]);
  await town.company.exchange.control('POST', 'faults', { operation, count: town.chance.int(1, 2), fault });
  await town.company.exchange.control('DELETE', 'notifications/streams');
  town.tell(`listening fails: ${operation} ${JSON.stringify(fault)}`);
  return true;
};

/** The mailbox is served from another host: its subscription is worth nothing there. */
const changeServer: Happening = async (town) => {
  const { user } = town.someone();
  const server = town.chance.pick(['mbx1.example', 'mbx2.example']);
  await town.company.exchange.control('POST', `mailboxes/${user.email}/server`, { server });
  town.tell(`the mailbox of ${user.email} is served by ${server}`);
  return true;
};

export const earTrouble: readonly Weighted<Happening>[] = [
  { weight: 5, what: spoilEvents },
  { weight: 2, what: cutStreams },
  { weight: 2, what: forgetSubscriptions },
  { weight: 1, what: silence },
  { weight: 1, what: refuse },
  { weight: 2, what: failListening },
  { weight: 1, what: changeServer },
];
