import { randomUUID } from 'node:crypto';
import { type AuditChange, changesBetween } from '../model/audit.ts';
import { instantFromMillis } from '../model/time.ts';
import {
  type ExchangeSettings,
  lockExchangeSettings,
  readExchangeSettings,
  sealExchangeSecret,
} from '../store/exchange-settings.ts';
import type { Handle } from '../store/handle.ts';
import { moveTotals } from '../store/move-report.ts';
import {
  cancelMove,
  confirmMove,
  findMove,
  lookAgain,
  type Move,
  openMove,
  startMove,
} from '../store/moves.ts';
import type { ConnectionColumns } from '../store/schema/moves.ts';
import { insertStories } from '../store/stories.ts';
import { connectionOf, leadsElsewhere } from './connection-change.ts';
import type { ExchangeForm } from './contract.ts';
import type { HttpParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import { runEverybody, saveForm } from './save-exchange-settings.ts';
import { exchangeChanges } from './settings-changes.ts';
import type { Viewer } from './viewer.ts';
import { formOf } from './views/exchange-settings.ts';
import { connectionFacts } from './views/move.ts';

/** What was done to a move: the code of its line in the log. */
type MoveDeed = 'moveStarted' | 'moveLookedAgain' | 'moveCancelled' | 'moveConfirmed';

/**
 * Begins a move to the form's connection. What the form changes beside the connection is saved at once: the look is
 * made with it. Refuses (409) where the form leads nowhere else.
 */
export async function beginMove(
  parts: HttpParts,
  viewer: Viewer,
  form: ExchangeForm,
  savedAnyway: boolean,
): Promise<Move> {
  const { organizationId, userId } = viewer;
  await saveRules(parts, viewer, form);
  const id = randomUUID();
  return change(parts, viewer, 'moveStarted', async (trx, at) => {
    const stored = await lockExchangeSettings(trx, organizationId);
    if (!stored || !leadsElsewhere(form, stored)) throw new Refusal(409, 'moveNowhere');
    const [from, to] = [connectionFacts(stored), connectionOf(form)];
    const secret = form.signInWay === 'application' ? form.clientSecret : form.delegatePassword;
    await startMove(trx, {
      ...{ organizationId, id, from, to, savedAnyway, at, by: userId },
      encryptedSecret: sealExchangeSecret(parts.secretKey, organizationId, form.signInWay, secret),
      settingsAt: stored.updatedAt,
      testedAt: savedAnyway ? null : at,
    });
    const changes = connectionChanges(from, to);
    if (savedAnyway) changes.push({ field: 'savedAnyway', before: null, after: true });
    return { id, changes };
  });
}

/** The rules of the form with the connection that is in use: stored where they differ from what is. */
async function saveRules(parts: HttpParts, viewer: Viewer, form: ExchangeForm): Promise<void> {
  const { db } = parts.database;
  const stored = await readExchangeSettings(db, viewer.organizationId);
  if (!stored || !leadsElsewhere(form, stored)) throw new Refusal(409, 'moveNowhere');
  const inUse = formOf(stored);
  const { delegatePassword, clientSecret, ...secretless } = form;
  const rules = { ...secretless, ...connectionFacts(stored), delegatePassword: null, clientSecret: null };
  if (exchangeChanges(inUse, rules, []).length === 0) return;
  await saveForm(parts, viewer, rules, stored.savedAnyway);
  await runEverybody(parts, viewer.organizationId);
}

function connectionChanges(from: ConnectionColumns, to: ConnectionColumns): AuditChange[] {
  return changesBetween<ConnectionColumns>(from, to);
}

/** Looks again at everybody, or at those who could not be looked at; after a change of the settings at everybody. */
export function lookAgainAt(
  parts: HttpParts,
  viewer: Viewer,
  moveId: string,
  whom: 'everybody' | 'failed',
): Promise<Move> {
  return change(parts, viewer, 'moveLookedAgain', async (trx) => {
    const settings = await settingsOf(trx, viewer);
    const move = await openMoveOf(trx, viewer, moveId);
    const isStale = settings.updatedAt !== move.settingsAt;
    await lookAgain(trx, move, settings.updatedAt, isStale ? 'everybody' : whom);
    return { id: moveId, changes: [] };
  });
}

/** Gives a move up; the connection in use was never touched. */
export function endMove(parts: HttpParts, viewer: Viewer, moveId: string): Promise<Move> {
  return change(parts, viewer, 'moveCancelled', async (trx, at) => {
    await openMoveOf(trx, viewer, moveId);
    await cancelMove(trx, viewer.organizationId, moveId, at);
    return { id: moveId, changes: [] };
  });
}

/** Takes the connection of a move into use, after a look that still holds. */
export function takeMoveIntoUse(
  parts: HttpParts,
  viewer: Viewer,
  moveId: string,
  despiteFailures: boolean,
): Promise<Move> {
  return change(parts, viewer, 'moveConfirmed', async (trx, at) => {
    const settings = await settingsOf(trx, viewer);
    const move = await openMoveOf(trx, viewer, moveId);
    if (move.state !== 'looked') throw new Refusal(409, 'moveNotLooked');
    if (settings.updatedAt !== move.settingsAt) throw new Refusal(409, 'moveStale');
    const { failed } = await moveTotals(trx, move);
    if (failed > 0 && !despiteFailures)
      throw new Refusal(409, 'moveHasFailures', { params: { count: failed } });
    await confirmMove(trx, move, viewer.userId, at);
    return { id: moveId, changes: connectionChanges(move.cameFrom, connectionFacts(move)) };
  });
}

async function settingsOf(trx: Handle, { organizationId }: Viewer): Promise<ExchangeSettings> {
  const settings = await lockExchangeSettings(trx, organizationId);
  if (!settings) throw new Refusal(409, 'moveNowhere');
  return settings;
}

/** Another administrator may have cancelled, confirmed or replaced it meanwhile. */
async function openMoveOf(trx: Handle, { organizationId }: Viewer, moveId: string): Promise<Move> {
  const move = await openMove(trx, organizationId);
  if (move?.id !== moveId) throw new Refusal(409, 'moveOver');
  return move;
}

type Deed = (
  trx: Handle,
  at: string,
) => Promise<{ readonly id: string; readonly changes: readonly AuditChange[] }>;

/** Does it and tells the log and the audit trail, both or neither; gives the move as it stands then. */
async function change(
  { database: { db } }: HttpParts,
  { organizationId, userId: actorId }: Viewer,
  code: MoveDeed,
  deed: Deed,
): Promise<Move> {
  const at = instantFromMillis(Date.now());
  return db.transaction().execute(async (trx) => {
    const { id, changes } = await deed(trx, at);
    const story = { at, userId: null, actorId, severity: 'info', kind: 'connectionMove', code } as const;
    await insertStories(trx, organizationId, [
      { ...story, fields: changes.map(({ field }) => field), changes },
    ]);
    const move = await findMove(trx, organizationId, id);
    if (!move) throw new Error('the move is missing in its own transaction');
    return move;
  });
}
