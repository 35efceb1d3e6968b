import type { Config } from '../config.ts';
import type { Organization } from '../model/organization.ts';
import type { Rung } from '../model/rung.ts';
import { type ExchangeSettings, readExchangeSettings } from '../store/exchange-settings.ts';
import { listOrganizations } from '../store/organizations.ts';
import { firstSwitchedOn } from '../store/synchronizations.ts';
import { CommandError } from './command-error.ts';
import { type Foundation, openFoundation } from './foundation.ts';
import { createLog } from './log.ts';
import { openEngine } from './open-engine.ts';

export interface DoctorOptions {
  readonly organization?: string;
  readonly mailbox?: string;
}

/** `tahti doctor`: climbs the ladder with the stored settings; exit code 1 when a rung fails. */
export async function doctor(config: Config, options: DoctorOptions): Promise<void> {
  await using parts = new AsyncDisposableStack();
  const foundation = await openFoundation(config, createLog('error'), parts);
  const engine = await openEngine(foundation, parts, { work: false });
  const organization = await chooseOrganization(foundation, options.organization);
  const settings = await settingsOf(foundation, organization);
  const mailbox = options.mailbox ?? (await firstMailbox(foundation, organization));
  const candidate = { ...settings, organizationId: organization.id, ...STORED };
  for await (const rung of engine.testConnection(candidate, mailbox, AbortSignal.timeout(120_000))) {
    if (rung.state === 'running') continue;
    console.log(asText(rung));
    if (rung.state === 'failed') process.exitCode = 1;
  }
}

async function chooseOrganization({ database }: Foundation, name?: string): Promise<Organization> {
  const all = await listOrganizations(database.db);
  const fitting = name === undefined ? all : all.filter((one) => one.name === name);
  const [only] = fitting;
  if (only && fitting.length === 1) return only;
  const names = all.map((one) => `"${one.name}"`).join(', ') || 'none yet (tahti add-company adds one)';
  throw new CommandError(`Say which company with --organization. There are: ${names}.`);
}

async function settingsOf({ database }: Foundation, organization: Organization): Promise<ExchangeSettings> {
  const settings = await readExchangeSettings(database.db, organization.id);
  if (settings) return settings;
  throw new CommandError(
    `${organization.name} has no Exchange settings yet. Enter them in Settings > Microsoft Exchange.`,
  );
}

async function firstMailbox({ database }: Foundation, organization: Organization): Promise<string> {
  const address = await firstSwitchedOn(database.db, organization.id);
  if (address) return address;
  throw new CommandError('Nobody is switched on yet: say which mailbox to try with --mailbox ADDRESS.');
}

/** The secrets that are stored are meant. */
const STORED = { delegatePassword: null, clientSecret: null };

const SIGNS = { passed: 'ok     ', failed: 'FAILED ', skipped: 'skipped', running: '       ' } as const;

/** One rung for people who read a terminal: state, name, the server's words, where to look further. */
function asText(rung: Rung): string {
  const facts = Object.entries(rung.facts).map(([name, value]) => `${name}: ${value}`);
  const lines = [
    `${SIGNS[rung.state]} ${rung.name}${rung.words ? ` - ${rung.words}` : ''}`,
    ...(facts.length > 0 ? [facts.join(', ')] : []),
    ...(rung.advice ? [`advice: ${rung.advice}`] : []),
    ...(rung.requestId ? [`request id: ${rung.requestId}`] : []),
  ];
  return lines.join('\n          ');
}
