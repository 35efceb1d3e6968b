import type { Config } from '../config.ts';
import { insertOperator } from '../store/operators.ts';
import { NO_PASSWORD } from '../store/passwords.ts';
import { findUsersByEmail } from '../store/users.ts';
import { CommandError } from './command-error.ts';
import { openFoundation } from './foundation.ts';
import { createLog } from './log.ts';
import { passwordLink } from './password-link.ts';

export interface OperatorOptions {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/**
 * `tahti add-operator`: somebody who sees all companies of this installation and adds new ones. Prints a
 * link by which they set their password; only whoever may run commands on this machine makes operators.
 */
export async function addOperator(config: Config, options: OperatorOptions): Promise<void> {
  const { email, firstName, lastName } = options;
  if (!/^[^@\s]+@[^@\s]+$/.test(email))
    throw new CommandError(`"${email}" is not an e-mail address (--email).`);
  await using parts = new AsyncDisposableStack();
  const { database } = await openFoundation(config, createLog('error'), parts);
  const { db } = database;
  if ((await findUsersByEmail(db, email)).length > 0)
    throw new CommandError(`The address ${email} belongs to a user already: an operator needs another one.`);
  const { timeZone } = new Intl.DateTimeFormat('en').resolvedOptions();
  const person = { email, firstName, lastName, language: 'en', timeZone, passwordHash: NO_PASSWORD } as const;
  const user = await insertOperator(db, person);
  console.log(JSON.stringify({ operator: email, ...(await passwordLink(db, config, user, 'invitation')) }));
}
