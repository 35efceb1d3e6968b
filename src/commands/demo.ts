import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { seedExampleCompany } from '../store/example-company.ts';
import { makeReady, pointAtSandbox } from './demo-company.ts';
import type { DemoMode } from './demo-options.ts';
import { demoAccounts, printWelcome } from './demo-welcome.ts';
import { openFoundation } from './foundation.ts';
import { runUntilStopped } from './lifecycle.ts';
import { createLog } from './log.ts';
import { openEngine } from './open-engine.ts';
import { openSandbox } from './open-sandbox.ts';
import { openWeb } from './open-web.ts';
import { printReady } from './ready-line.ts';

/** Seconds between two sweeps in the demo, unless TAHTI_SWEEP_SECONDS says otherwise. */
const DEMO_SWEEP = 10;

/**
 * `npm start`: everything in one process, on loopback only, filled with the example company. What a data
 * folder holds already is kept as it is.
 */
export async function demo(given: Config, mode: DemoMode): Promise<void> {
  const config: Config = { ...given, HOST: '127.0.0.1', DATABASE_URL: undefined };
  const log = createLog(process.env.TAHTI_LOG_LEVEL ? config.TAHTI_LOG_LEVEL : 'warn');
  await runUntilStopped(log, async (parts) => {
    const foundation = await openFoundation(config, log, parts);
    const sandbox = await openSandbox(config, log, parts, 'example');
    const ewsUrl = `${sandbox}/EWS/Exchange.asmx`;
    const company = await seedExampleCompany(foundation.database, Date.now());
    await pointAtSandbox(foundation, company, ewsUrl);
    if (mode === 'ready') await makeReady(foundation, company, ewsUrl);
    const sweepSeconds = process.env.TAHTI_SWEEP_SECONDS ? config.TAHTI_SWEEP_SECONDS : DEMO_SWEEP;
    const engine = await openEngine(foundation, parts, {
      work: true,
      sweepSeconds,
      autodiscoverUrl: sandbox,
      loginUrl: sandbox,
    });
    const web = await openWeb(foundation, engine, parts, {
      demo: true,
      demoAccounts,
      suggestedEwsUrl: ewsUrl,
    });
    const folder = config.TAHTI_DATA === 'memory' ? 'memory' : resolve(config.TAHTI_DATA);
    printWelcome({ web, sandbox, folder, mode });
    printReady({ web, sandbox });
  });
}
