import type { Config } from '../config.ts';
import { instantFromMillis } from '../model/time.ts';
import { listOrganizations } from '../store/organizations.ts';
import { insertStories } from '../store/stories.ts';
import { findUsersByEmail } from '../store/users.ts';
import { CommandError } from './command-error.ts';
import { openFoundation } from './foundation.ts';
import { createLog } from './log.ts';
import { passwordLink } from './password-link.ts';

export interface ResetOptions {
  readonly user: string;
  /** Name of the company, where several know the address. */
  readonly organization?: string | undefined;
}

/**
 * `tahti reset-password`: a link by which a user sets a new password, for the last administrator of a
 * company who forgot theirs, or an operator. It is written into the user's log.
 */
export async function resetPassword(config: Config, options: ResetOptions): Promise<void> {
  await using parts = new AsyncDisposableStack();
  const { database } = await openFoundation(config, createLog('error'), parts);
  const { db } = database;
  const names = new Map((await listOrganizations(db)).map(({ id, name }) => [id, name]));
  const users = (await findUsersByEmail(db, options.user)).filter(
    ({ organizationId }) => !options.organization || names.get(organizationId) === options.organization,
  );
  const [user, ...others] = users;
  if (!user) throw new CommandError(`There is no active user with the address ${options.user}.`);
  if (others.length > 0)
    throw new CommandError(
      `Several companies know ${options.user}: name one with --organization ` +
        `(${users.map(({ organizationId }) => names.get(organizationId)).join(', ')}).`,
    );
  const { organizationId, id: userId } = user;
  const link = await passwordLink(db, config, { organizationId, userId }, 'reset');
  const at = instantFromMillis(Date.now());
  const story = { at, userId, severity: 'warning', kind: 'signInChanged', code: 'linkIssued' } as const;
  await insertStories(db, organizationId, [story]);
  console.log(JSON.stringify({ user: user.email, ...link }));
}
