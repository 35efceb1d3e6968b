import { Gauge, type Registry } from 'prom-client';
import { ALERT_CONDITIONS } from '../model/alert.ts';
import { instantFromMillis } from '../model/time.ts';
import { countOpenAlerts } from '../store/alerts/alert-list.ts';
import type { Handle } from '../store/handle.ts';
import { readHealth } from '../store/health/read-health.ts';
import { ALL_COMPANIES, ROW_MILLIS } from '../store/health/record-health.ts';

/** The last look is at most this many minutes old while anybody looks. */
const LOOKED_WITHIN = 5;

/**
 * The figures of the whole installation that stand in the database: every process shows the same, so that
 * they are read from any one of them and never added up.
 */
export function watchInstallation(registry: Registry, db: Handle, now: () => number): void {
  const registers = [registry];
  new Gauge({
    name: 'tahti_mailboxes',
    help: 'Mailboxes of the whole installation: switched on, failing, listened for and connected.',
    labelNames: ['state'],
    registers,
    async collect() {
      const look = await latestLook(db, now());
      this.set({ state: 'switchedOn' }, look?.switchedOn ?? 0);
      this.set({ state: 'inTrouble' }, look?.inTrouble ?? 0);
      this.set({ state: 'listened' }, look?.listened ?? 0);
      this.set({ state: 'connected' }, look?.connected ?? 0);
    },
  });
  new Gauge({
    name: 'tahti_queue_oldest_seconds',
    help: 'How long the run that has waited for longest has been in the queue.',
    registers,
    async collect() {
      this.set((await latestLook(db, now()))?.queueOldestSeconds ?? 0);
    },
  });
  new Gauge({
    name: 'tahti_alerts',
    help: 'Alerts that last, by condition.',
    labelNames: ['condition'],
    registers,
    async collect() {
      const open = await countOpenAlerts(db);
      for (const condition of ALERT_CONDITIONS) this.set({ condition }, open.get(condition) ?? 0);
    },
  });
}

async function latestLook(db: Handle, now: number) {
  const from = instantFromMillis(now - LOOKED_WITHIN * ROW_MILLIS.minute);
  const to = instantFromMillis(now + ROW_MILLIS.minute);
  const question = { organizationId: ALL_COMPANIES, resolution: 'minute', step: 60, from, to } as const;
  const points = await readHealth(db, question);
  return points.findLast((point) => point.switchedOn !== null);
}
