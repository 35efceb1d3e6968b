import { randomUUID } from 'node:crypto';
import { hasCome } from '../model/clock-jump.ts';
import { SideError } from '../model/problem.ts';
import type { Trigger } from '../model/trigger.ts';
import { CALENDAR_SYNCHRONIZATION, readAddOn } from '../store/add-ons.ts';
import type { ExchangeSettings } from '../store/exchange-settings.ts';
import type { StoreLog } from '../store/store-log.ts';
import {
  findSynchronization,
  followUsersAddress,
  type MailboxRef,
  type Synchronization,
} from '../store/synchronizations.ts';
import { traceOf } from './internal-error.ts';
import { meetingSetting } from './meeting-setting.ts';
import { readRules } from './policy.ts';
import { type RunResult, runSync, runUnopened } from './run-sync.ts';
import { scopeOf, windowAt } from './scope.ts';
import { type OpenedSides, openSides, type SideTools } from './sides.ts';
import { StoreLedger } from './store-ledger.ts';
import type { SyncInput } from './sync-input.ts';
import { takeBack } from './take-back.ts';

/** What every run of this process works with. */
export interface SyncTools extends SideTools {
  readonly log: StoreLog;
}

/**
 * Synchronizes one user's mailbox, or takes back what was made in it, whichever is due. Null when there is
 * nothing to do: never switched on, off, paused, the add-on not active, or the server asked to wait.
 */
export async function synchronizeMailbox(
  tools: SyncTools,
  mailbox: MailboxRef,
  trigger: Trigger,
  signal: AbortSignal,
): Promise<RunResult | null> {
  const found = await findSynchronization(tools.db, mailbox.organizationId, mailbox.userId);
  if (!found || !(await isDue(tools, found))) return null;
  const row = isUnknown(found) ? await followUsersAddress(tools.db, found) : found;
  const { db, now } = tools;
  const { isTakingBack } = row;
  const ledger = new StoreLedger({ db, ...mailbox, runId: randomUUID(), trigger, now, isTakingBack });
  const report = (error: unknown) => reportTo(tools.log, mailbox, error);
  const base = { userId: mailbox.userId, ledger, failures: row.failures, now, signal, report };
  let opened: Opened;
  try {
    opened = await open(tools, row);
  } catch (error) {
    if (!(error instanceof SideError)) throw error;
    return runUnopened(base, error);
  }
  const input = { ...base, ...opened };
  return isTakingBack ? takeBack(input) : runSync(input);
}

/** A failure that no side announced: a fault of ours, or the database's. The message may quote an entry. */
function reportTo(log: StoreLog, mailbox: MailboxRef, error: unknown): void {
  log.error({ ...mailbox, ...traceOf(error) }, 'a run met an unexpected error');
}

async function isDue({ db, now }: SyncTools, row: Synchronization): Promise<boolean> {
  if (row.state !== 'on' && !row.isTakingBack) return false;
  // A wait that the server asked for binds whatever started the run; a pause of our own binds only sweeps.
  const wasAsked = row.lastError !== null && row.lastError.retryAfter !== null;
  if (wasAsked && row.nextRunAt !== null && !hasCome(Date.parse(row.nextRunAt), now())) return false;
  if (row.isTakingBack) return true;
  return (await readAddOn(db, row.organizationId, CALENDAR_SYNCHRONIZATION)).isActive;
}

type Opened = OpenedSides & Pick<SyncInput, 'policy' | 'window' | 'scope' | 'place' | 'meetings'>;

async function open(tools: SyncTools, row: Synchronization): Promise<Opened> {
  const { settings, policy } = await readRules(tools.db, row.organizationId);
  const window = windowAt(tools.now(), settings, row.userId);
  const place = placeOf(settings, row.mailboxAddress);
  const scope = scopeOf({
    window,
    outgoingTypeIds: settings.outgoingTypeIds,
    mailbox: place,
    enabledAt: row.enabledAt,
  });
  const sides = await openSides(tools, settings, row.userId, addressOf(row));
  const meetings = () => meetingSetting(tools.db, row);
  return { ...sides, policy, window, scope, place, meetings };
}

/**
 * Where the mailbox stands: server and address, and the move by which the connection came into use. The same address
 * may lead to another server since: after a move every mailbox is taken to stand elsewhere, once.
 */
export function placeOf(
  { ewsUrl, moveId }: Pick<ExchangeSettings, 'ewsUrl' | 'moveId'>,
  mailboxAddress: string,
): string {
  return moveId ? `${ewsUrl} ${mailboxAddress} ${moveId}` : `${ewsUrl} ${mailboxAddress}`;
}

/** The address that the server named the last time, unless it has stopped knowing it since. */
export function addressOf(row: Synchronization): string {
  return isUnknown(row) ? row.mailboxAddress : (row.resolvedAddress ?? row.mailboxAddress);
}

/** The server said that nobody has the address, or that whoever has it as a sign-in name has no mailbox. */
const UNKNOWN = new Set(['ErrorNonExistentMailbox', 'ErrorMissingEmailAddress']);

function isUnknown({ lastError }: Synchronization): boolean {
  return lastError !== null && UNKNOWN.has(lastError.code);
}
