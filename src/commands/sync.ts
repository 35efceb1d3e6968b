import type { Config } from '../config.ts';
import type { Engine } from '../jobs/create-engine.ts';
import { SideError } from '../model/problem.ts';
import { findSynchronization } from '../store/synchronizations.ts';
import { findUsersByEmail, type User } from '../store/users.ts';
import { CommandError } from './command-error.ts';
import { type Foundation, openFoundation } from './foundation.ts';
import { createLog } from './log.ts';
import { openEngine } from './open-engine.ts';

/** Longest time that one run may take, in milliseconds. */
const RUN_LIMIT = 3_600_000;

/**
 * `tahti sync`: one user's run, now and in this process. It cannot switch anybody on: that is the user's
 * alone. With `dryRun` nothing is written on either side and only counts are shown, never what stands in
 * the calendar, since the user may not have agreed to anything yet.
 */
export async function sync(config: Config, options: { address: string; dryRun: boolean }): Promise<void> {
  await using parts = new AsyncDisposableStack();
  const foundation = await openFoundation(config, createLog('error'), parts);
  const engine = await openEngine(foundation, parts, { work: false });
  const user = await findOne(foundation, options.address);
  const signal = AbortSignal.timeout(RUN_LIMIT);
  const result = await explained(() =>
    options.dryRun ? lookOnly(engine, user, signal) : runFor(foundation, engine, user, signal),
  );
  console.log(JSON.stringify(result, null, 2));
}

async function lookOnly(engine: Engine, user: User, signal: AbortSignal): Promise<object> {
  const { counts, resolvedAddress } = await engine.dryRun(user.organizationId, user.id, signal);
  return { dryRun: true, mailbox: resolvedAddress, counts };
}

async function runFor(
  foundation: Foundation,
  engine: Engine,
  user: User,
  signal: AbortSignal,
): Promise<object> {
  await refuseUnlessOn(foundation, user);
  const request = { organizationId: user.organizationId, userId: user.id, trigger: 'commandLine' } as const;
  const result = await engine.runNow(request, signal);
  if (!result)
    throw new CommandError('There was nothing to run: the add-on is not active or the user is switched off.');
  if (result.outcome.state === 'failed') process.exitCode = 1;
  return { dryRun: false, outcome: result.outcome, counts: result.counts };
}

async function findOne({ database }: Foundation, address: string): Promise<User> {
  const users = await findUsersByEmail(database.db, address.trim().toLowerCase());
  const [user] = users;
  if (user && users.length === 1) return user;
  throw new CommandError(
    user
      ? `The address ${address} belongs to users of several companies; synchronize them from their profile pages.`
      : `There is no user with the address ${address}.`,
  );
}

async function refuseUnlessOn({ database }: Foundation, user: User): Promise<void> {
  const found = await findSynchronization(database.db, user.organizationId, user.id);
  if (found?.state === 'on') return;
  throw new CommandError(
    `${user.email} has not switched the synchronization on. Only the user can: My profile > Calendar synchronization.`,
  );
}

/** A failure towards Exchange in one sentence with code and request id, as the log shows it. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SideError)) throw error;
    const { code, words, requestId, advice } = error.details;
    throw new CommandError(`${code}: ${words} (advice: ${advice}; request id: ${requestId ?? 'none'})`);
  }
}
