import { createEngine, type Engine } from '../jobs/create-engine.ts';
import type { Foundation } from './foundation.ts';
import { openMail, publicUrlOf } from './open-mail.ts';

/**
 * The synchronizer over this foundation. With `work` it takes runs from the queue and keeps the timetable;
 * without, it only marks mailboxes as dirty for workers elsewhere. Stopped with `parts`, after the writes
 * under way are finished.
 */
export async function openEngine(
  foundation: Foundation,
  parts: AsyncDisposableStack,
  options: { work: boolean; sweepSeconds?: number; autodiscoverUrl?: string; loginUrl?: string },
): Promise<Engine> {
  const { config, database, secretKey, extraCa, log } = foundation;
  const engine = createEngine({
    database,
    secretKey,
    log,
    now: Date.now,
    config: {
      work: options.work,
      sweepSeconds: options.sweepSeconds ?? config.TAHTI_SWEEP_SECONDS,
      concurrency: config.TAHTI_WORKER_CONCURRENCY,
      notifications: config.TAHTI_NOTIFICATIONS,
      retentionDays: config.TAHTI_LOG_RETENTION_DAYS,
      kept: { health: config.TAHTI_HEALTH_RETENTION_DAYS, audit: config.TAHTI_AUDIT_RETENTION_DAYS },
      watch: {
        mailer: openMail(config, parts),
        webhooks: { allowPrivate: config.TAHTI_ALERT_PRIVATE_ADDRESSES, ca: extraCa },
        publicUrl: publicUrlOf(config),
      },
      extraCa,
      autodiscoverUrl: config.TAHTI_AUTODISCOVER_URL ?? options.autodiscoverUrl,
      loginUrl: config.TAHTI_LOGIN_URL ?? options.loginUrl,
    },
  });
  parts.defer(() => engine.stop());
  await engine.start();
  return engine;
}
