#!/usr/bin/env node
/** Wiring only: the command line, and which command starts. Everything else lives in its room. */
import { Command, Option } from 'commander';
import { DEMO_MODES, parsePort } from './commands/demo-options.ts';
import { readConfig } from './config.ts';
import { version } from './version.ts';

const program = new Command('tahti')
  .description('Keeps the calendars of Visma Severa and Microsoft Exchange the same, both ways.')
  .version(version)
  .showHelpAfterError();

const dataOption = new Option('--data <dir>', 'folder of the embedded database, or "memory"').env(
  'TAHTI_DATA',
);
const portOption = new Option('--port <number>', 'port of the web application, 0 for a free one')
  .env('PORT')
  .argParser(parsePort);
const sandboxPortOption = new Option(
  '--sandbox-port <number>',
  'port of the Exchange sandbox, 0 for a free one',
)
  .env('SANDBOX_PORT')
  .argParser(parsePort);

/** The environment with the command line laid over it, checked. */
function configFrom(options: { data?: string; port?: number; sandboxPort?: number }) {
  return readConfig({
    ...process.env,
    ...(options.data !== undefined && { TAHTI_DATA: options.data }),
    ...(options.port !== undefined && { PORT: String(options.port) }),
    ...(options.sandboxPort !== undefined && { SANDBOX_PORT: String(options.sandboxPort) }),
  });
}

program
  .command('demo')
  .description('everything at once with the example company; what `npm start` runs')
  .addOption(new Option('--demo <mode>', 'how far it is set up').choices(DEMO_MODES).default('fresh'))
  .addOption(dataOption)
  .addOption(portOption)
  .addOption(sandboxPortOption)
  .action(async (options) => (await import('./commands/demo.ts')).demo(configFrom(options), options.demo));

program
  .command('serve')
  .description('the web application and its API (with a worker where the database is the embedded one)')
  .addOption(dataOption)
  .addOption(portOption)
  .action(async (options) => (await import('./commands/serve.ts')).serve(configFrom(options)));

program
  .command('worker')
  .description('synchronizes mailboxes; any number of them, on any machines, over one PostgreSQL')
  .action(async () => (await import('./commands/worker.ts')).worker(configFrom({})));

program
  .command('sandbox')
  .description('the Exchange sandbox alone')
  .addOption(dataOption)
  .addOption(sandboxPortOption)
  .option('--empty', 'start without the example company')
  .action(async (options) =>
    (await import('./commands/sandbox.ts')).sandbox(configFrom(options), { empty: options.empty === true }),
  );

program
  .command('migrate')
  .description('brings the database to this version')
  .addOption(dataOption)
  .action(async (options) => (await import('./commands/migrate.ts')).migrateDatabase(configFrom(options)));

program
  .command('add-company')
  .description('adds a company with its activity types and its first administrator')
  .requiredOption('--name <name>', "the company's name")
  .requiredOption('--administrator <address>', "the administrator's e-mail address")
  .option('--time-zone <zone>', 'IANA name of its time zone', 'Europe/Helsinki')
  .addOption(dataOption)
  .action(async (options) =>
    (await import('./commands/add-company.ts')).addCompany(configFrom(options), options),
  );

program
  .command('add-operator')
  .description('adds somebody who sees all companies and adds new ones; prints a link to set a password')
  .requiredOption('--email <address>', 'with which they sign in')
  .requiredOption('--first-name <name>', 'their first name')
  .requiredOption('--last-name <name>', 'their last name')
  .addOption(dataOption)
  .action(async (options) =>
    (await import('./commands/add-operator.ts')).addOperator(configFrom(options), options),
  );

program
  .command('reset-password')
  .description('prints a link by which a user sets a new password')
  .requiredOption('--user <address>', "the user's e-mail address")
  .option('--organization <name>', 'which company, where several know the address')
  .addOption(dataOption)
  .action(async (options) =>
    (await import('./commands/reset-password.ts')).resetPassword(configFrom(options), options),
  );

program
  .command('doctor')
  .description('the connection test of the settings page, with the stored settings')
  .addOption(dataOption)
  .option('--organization <name>', 'which company, where there are several')
  .option('--mailbox <address>', 'the mailbox to try; by default that of the first user who is switched on')
  .action(async (options) => (await import('./commands/doctor.ts')).doctor(configFrom(options), options));

program
  .command('sync')
  .description('synchronizes one user now; the user must have switched it on')
  .requiredOption('--user <address>', "the user's e-mail address")
  .option('--dry-run', 'show what would be done and write nothing')
  .addOption(dataOption)
  .action(async (options) =>
    (await import('./commands/sync.ts')).sync(configFrom(options), {
      address: options.user,
      dryRun: options.dryRun === true,
    }),
  );

/** What the system says when a start fails for a reason that a person can mend. */
const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  EADDRINUSE:
    'The port is taken by another program: choose another with --port or --sandbox-port, or 0 for a free one.',
  EACCES: 'Tahti may not use that port, file or folder: choose another, or change its permissions.',
  EEXIST:
    'The data folder cannot be made, since a file of that name is in the way: choose another with --data.',
  ENOTDIR: 'The data folder cannot be made, since a file is in the way: choose another with --data.',
  ENOENT: 'A file or folder that was named does not exist.',
  ECONNREFUSED: 'The database does not answer: check DATABASE_URL, and that PostgreSQL runs.',
  ENOTFOUND: 'The host of the database is not found: check DATABASE_URL.',
};

/** PostgreSQL's own refusals before anything is asked of it (class 28: authorization, 3D000: no such database). */
const DATABASE_REFUSAL = /^(28...|3D000)$/;

/** One sentence where a person can mend it, else the error with where it came from. */
function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (FOR_PEOPLE.has(error.name)) return error.message;
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  if (DATABASE_REFUSAL.test(code)) return `The database refuses the connection: ${error.message}.`;
  const sentence = SYSTEM_ERRORS[code];
  return sentence ? `${sentence} (${error.message || code})` : error;
}

/** Errors whose message is written for people; anything else is a fault of ours and shows its stack. */
const FOR_PEOPLE: ReadonlySet<string> = new Set([
  'ConfigError',
  'FolderTakenError',
  'MigrationError',
  'CommandError',
  'SecretError',
]);

try {
  await program.parseAsync();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
