import type { Handle } from '../../store/handle.ts';
import type { SecretKey } from '../../store/secrets.ts';
import type { StoreLog } from '../../store/store-log.ts';
import type { AlertMailer, AlertPostOptions } from '../alerts/alert-post.ts';
import type { WebhookRules } from '../alerts/webhook.ts';
import type { HealthRecorder } from './health-recorder.ts';
import { Watch, type WatchOptions } from './watch.ts';

/** How alerts go out of this installation. */
export interface WatchConfig {
  /** Null where there is no mail server. */
  readonly mailer: AlertMailer | null;
  readonly webhooks: WebhookRules;
  /** Where people reach the page, without a slash at the end. */
  readonly publicUrl: string | null;
  /** Times and pauses that differ from the usual ones (tests). */
  readonly times?: WatchOptions['times'];
  readonly pauses?: readonly number[];
}

const NO_WAY_OUT: WatchConfig = { mailer: null, webhooks: { allowPrivate: false }, publicUrl: null };

export interface WatchParts {
  readonly db: Handle;
  readonly secretKey: SecretKey;
  readonly queue: WatchOptions['queue'];
  readonly recorder: HealthRecorder;
  readonly metrics: AlertPostOptions['metrics'];
  readonly now: () => number;
  readonly log: StoreLog;
}

/** Puts the watch of one process together; without a configuration no message can leave. */
export function createWatch(parts: WatchParts, config: WatchConfig = NO_WAY_OUT): Watch {
  const { db, secretKey, metrics, now, ...rest } = parts;
  const { mailer, webhooks, publicUrl, pauses } = config;
  const post = { db, secretKey, mailer, webhooks, publicUrl, now, metrics, pauses };
  return new Watch({ db, now, ...rest, post, times: config.times });
}
