import { SideError } from '../../../model/problem.ts';
import type { Rung } from '../../../model/rung.ts';
import type { ZoneId } from '../../../model/time.ts';
import type { ItemOutcome } from '../client.ts';
import { createEwsConnection, type EwsSettings } from '../connection.ts';
import { checkedUrl } from '../ews-address.ts';
import type { Climb } from './climb.ts';
import { folderRung, impersonationRung } from './mailbox-rungs.ts';
import { addressRung, tlsRung } from './network-rungs.ts';
import { notificationsRung } from './notifications-rung.ts';
import { probeRung } from './probe-rung.ts';
import { failedBy, type RungResult, skipped } from './rung-result.ts';
import { clockRung, signInRung, versionRung } from './server-rungs.ts';

export interface TestOptions {
  /** Ends the test; the rungs that have not been climbed are not told. */
  readonly signal?: AbortSignal;
  /** IANA zone of the company; matters to the probe entry only. */
  readonly userZone?: ZoneId;
}

type Step = readonly [Rung['name'], (climb: Climb) => Promise<RungResult>];

const STEPS: readonly Step[] = [
  ['address', ({ settings }) => addressRung(checkedUrl(settings.url))],
  ['tls', ({ settings }) => tlsRung(checkedUrl(settings.url), settings.ca)],
  ['clock', clockRung],
  ['signIn', signInRung],
  ['version', versionRung],
  ['impersonation', impersonationRung],
  ['folder', folderRung],
  ['probe', probeRung],
  ['notifications', notificationsRung],
];

/** Rungs whose failure does not keep the next ones from being climbed. */
const BESIDE: ReadonlySet<Rung['name']> = new Set(['clock', 'version']);

/**
 * The connection test: each rung is told when it begins (`running`) and when it is known. After a failed rung
 * the rest is `skipped`, since what stands upon it could only fail with a misleading reason. One try each, so
 * that a person waiting gets an answer; never throws, never leaves a probe entry behind.
 */
export async function* testConnection(
  settings: EwsSettings,
  mailbox: string,
  options: TestOptions = {},
): AsyncGenerator<Rung> {
  const signal = options.signal ?? new AbortController().signal;
  const prepared = prepare(settings, mailbox, options.userZone ?? 'Etc/UTC', signal);
  let failedAt: Rung['name'] | null = null;
  try {
    for (const [name, step] of STEPS) {
      if (signal.aborted) return;
      if (failedAt) {
        yield { name, millis: 0, ...skipped(`not tried, because "${failedAt}" failed`) };
        continue;
      }
      yield { name, millis: 0, state: 'running', words: '', requestId: null, advice: null, facts: {} };
      const begun = performance.now();
      const result = prepared.ok ? await climbOne(step, prepared.value) : failedBy(prepared.error);
      yield { name, millis: Math.round(performance.now() - begun), ...result };
      if (result.state === 'failed' && !BESIDE.has(name)) failedAt = name;
    }
  } finally {
    if (prepared.ok) await prepared.value.connection.close();
  }
}

/** The connection, or what is wrong with the address before anything was sent. */
function prepare(
  settings: EwsSettings,
  mailbox: string,
  userZone: ZoneId,
  signal: AbortSignal,
): ItemOutcome<Climb> {
  try {
    const connection = createEwsConnection({ ...settings, retry: { ...settings.retry, attempts: 1 } });
    const access = connection.access({ mailboxAddress: mailbox, userZone });
    return { ok: true, value: { settings, connection, access, mailbox, signal } };
  } catch (error) {
    if (error instanceof SideError) return { ok: false, error: error.details };
    throw error;
  }
}

async function climbOne(step: Step[1], climb: Climb): Promise<RungResult> {
  try {
    return await step(climb);
  } catch (error) {
    if (error instanceof SideError) return failedBy(error.details);
    throw error;
  }
}
