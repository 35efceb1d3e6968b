import { instantFromMillis } from '../model/time.ts';
import { listActivityTypes } from '../store/activity-types.ts';
import { CALENDAR_SYNCHRONIZATION, readAddOn, setAddOn } from '../store/add-ons.ts';
import type { ExampleCompany } from '../store/example-company.ts';
import { readExchangeSettings, saveExchangeSettings } from '../store/exchange-settings.ts';
import { findMove } from '../store/moves.ts';
import { findSynchronization, switchOn } from '../store/synchronizations.ts';
import { listUsers, type User } from '../store/users.ts';
import { DELEGATE } from './demo-welcome.ts';
import type { Foundation } from './foundation.ts';

/**
 * The sandbox may stand on another port than last time: settings that named it go on naming it. Only an
 * EWS address on loopback is touched, which in the demo can be nothing else.
 */
export async function pointAtSandbox(
  { database: { db }, secretKey }: Foundation,
  { organizationId }: ExampleCompany,
  ewsUrl: string,
): Promise<void> {
  const settings = await readExchangeSettings(db, organizationId);
  if (!settings || settings.ewsUrl === ewsUrl || !isLoopbackEws(settings.ewsUrl)) return;
  // Moved to by hand, another sandbox is where the company is meant to be.
  const move = settings.moveId === null ? undefined : await findMove(db, organizationId, settings.moveId);
  if (move && move.cameFrom.ewsUrl !== move.ewsUrl) return;
  const { hasSecret: _, organizationId: __, moveId: ___, ...kept } = settings;
  await saveExchangeSettings(db, secretKey, organizationId, { ...kept, ewsUrl, secret: null });
}

function isLoopbackEws(address: string): boolean {
  const url = URL.parse(address);
  return url?.hostname === '127.0.0.1' && url.pathname.toLowerCase() === '/ews/exchange.asmx';
}

/**
 * `--demo=ready`: the add-on active, the connection saved, everybody with a mailbox switched on. Only what
 * nobody has decided yet: whoever switched off on this folder before stays off.
 */
export async function makeReady(
  foundation: Foundation,
  { organizationId }: ExampleCompany,
  ewsUrl: string,
): Promise<void> {
  const { db } = foundation.database;
  const at = instantFromMillis(Date.now());
  const addOn = await readAddOn(db, organizationId);
  if (addOn.changedAt === null) {
    const change = { isActive: true, changedBy: null, changedAt: at };
    await setAddOn(db, organizationId, CALENDAR_SYNCHRONIZATION, change);
  }
  if (!(await readExchangeSettings(db, organizationId)))
    await saveConnection(foundation, organizationId, ewsUrl, at);
  for (const user of await listUsers(db, organizationId, { isActive: true }))
    await switchOnOnce(foundation, user, at);
}

async function switchOnOnce({ database: { db } }: Foundation, user: User, at: string): Promise<void> {
  if (user.role === 'support') return; // Customer support has no mailbox.
  if (await findSynchronization(db, user.organizationId, user.id)) return;
  const of = { organizationId: user.organizationId, userId: user.id, mailboxAddress: user.email };
  await switchOn(db, of, at);
}

async function saveConnection(
  { database: { db }, secretKey }: Foundation,
  organizationId: string,
  ewsUrl: string,
  at: string,
): Promise<void> {
  const types = await listActivityTypes(db, organizationId, { isActive: true });
  await saveExchangeSettings(db, secretKey, organizationId, {
    version: 'office365-ews',
    signInWay: 'password',
    cloud: 'worldwide',
    tenant: '',
    applicationId: '',
    delegateUserName: DELEGATE.userName,
    secret: DELEGATE.password,
    netbiosDomain: '',
    ewsUrl,
    outgoingTypeIds: types.filter((type) => type.category !== 'Task').map((type) => type.id),
    defaultTypeId: types.find((type) => type.isDefault)?.id ?? null,
    conflictPolicy: 'newest',
    participantsPolicy: 'copies',
    daysBack: 30,
    daysAhead: 365,
    deletionLimit: 50,
    testedAt: null,
    savedAnyway: false,
    updatedAt: at,
    updatedBy: null,
  });
}
