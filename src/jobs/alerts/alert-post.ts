import {
  type MessageContents,
  type MessageResult,
  readMessageContents,
  settleMessage,
  type TakenMessage,
  takeDueMessages,
} from '../../store/alerts/alert-messages.ts';
import { readWebhook } from '../../store/alerts/alert-settings.ts';
import type { Handle } from '../../store/handle.ts';
import type { SecretKey } from '../../store/secrets.ts';
import { alertMail } from './alert-mail.ts';
import { sendWebhook, type WebhookRules } from './webhook.ts';

/** Sends one mail; resolves once a mail server has taken it. */
export interface AlertMailer {
  send(mail: { readonly to: string; readonly subject: string; readonly text: string }): Promise<void>;
}

export interface AlertPostOptions {
  readonly db: Handle;
  readonly secretKey: SecretKey;
  /** Null where this installation has no mail server. */
  readonly mailer: AlertMailer | null;
  readonly webhooks: WebhookRules;
  /** Where people reach the page, without a slash at the end; null when nobody said. */
  readonly publicUrl: string | null;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly metrics: { countAlertMessage(channel: string, outcome: 'sent' | 'failed'): void };
  /** Pauses (milliseconds) after each failed try that differ from the usual ones (tests). */
  readonly pauses?: readonly number[] | undefined;
}

/** What no later try could mend. */
class Undeliverable extends Error {}

const MINUTE = 60_000;

/** Pauses after failed tries, in milliseconds; after the last try the message is given up, some 22 hours on. */
const PAUSES = [1, 5, 15, 60, 180, 360, 720].map((minutes) => minutes * MINUTE);

/** For how long a message belongs to its taker (seconds): longer than any try can take. */
const LEASE_SECONDS = 120;

/** Messages that one process sends at the same time. */
const AT_ONCE = 10;

/** Sends messages about alerts, each until its receiver takes it or it has been tried often enough. */
export class AlertPost {
  readonly #options: AlertPostOptions;

  constructor(options: AlertPostOptions) {
    this.#options = options;
  }

  /** Sends what is due, a few at a time: a receiver that does not answer holds up those after it for 20 seconds. */
  async sendDue(): Promise<void> {
    const { db, now } = this.#options;
    for (;;) {
      const messages = await takeDueMessages(db, now(), LEASE_SECONDS, AT_ONCE);
      await Promise.all(messages.map((message) => this.#sendOne(message)));
      if (messages.length < AT_ONCE) return;
    }
  }

  async #sendOne(message: TakenMessage): Promise<void> {
    const { db, metrics } = this.#options;
    const result = await this.#trySending(message);
    metrics.countAlertMessage(message.channel, 'sentAt' in result ? 'sent' : 'failed');
    await settleMessage(db, message, result);
  }

  async #trySending(message: TakenMessage): Promise<MessageResult> {
    const { db, now } = this.#options;
    try {
      const contents = await readMessageContents(db, message);
      if (!contents) throw new Undeliverable('the settings are gone');
      await (message.channel === 'mail' ? this.#mail(message, contents) : this.#call(message, contents));
      return { sentAt: now() };
    } catch (error) {
      const pause = (this.#options.pauses ?? PAUSES)[message.attempts - 1];
      const isOver = error instanceof Undeliverable || pause === undefined;
      return { error: wordsOf(error), nextTryAt: isOver ? null : now() + pause };
    }
  }

  async #mail(message: TakenMessage, contents: MessageContents): Promise<void> {
    const { mailer, publicUrl } = this.#options;
    if (!mailer) throw new Error('no mail server is configured');
    await mailer.send({ to: message.receiver, ...alertMail(message.event, contents, publicUrl) });
  }

  /** The stored secret signs for the stored address alone: a message to an earlier one is not sent there. */
  async #call(message: TakenMessage, contents: MessageContents): Promise<void> {
    const { db, secretKey, webhooks, publicUrl, now } = this.#options;
    const webhook = await readWebhook(db, secretKey, message.organizationId);
    if (webhook?.url !== message.receiver) throw new Undeliverable('the webhook was changed since');
    const body = {
      id: message.id,
      event: message.event,
      createdAt: message.createdAt,
      company: { id: message.organizationId, name: contents.company },
      page: publicUrl === null ? null : `${publicUrl}/health`,
      alerts: contents.alerts.map(({ userId, userName, userEmail, ...alert }) => ({
        ...alert,
        user: userId === null ? null : { id: userId, name: userName, email: userEmail },
      })),
    };
    await sendWebhook(
      { ...webhook, messageId: message.id, body: JSON.stringify(body), now: now() },
      webhooks,
    );
  }
}

/** The reason behind a failure of the network says more than the failure itself. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
