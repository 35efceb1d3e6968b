import { z } from 'zod';
import { Language } from './session.ts';

export const AlertCondition = z.enum([
  'mailboxFailing',
  'signInRefused',
  'secretExpiring',
  'deletionsHeld',
  'notificationsDown',
  'queueGrowing',
]);
export type AlertCondition = z.infer<typeof AlertCondition>;

const minutes = (from: number, to: number) => z.number().int().min(from).max(to);

const fields = {
  /** Who gets a mail. */
  emails: z.array(z.email().max(320)).max(20),
  /** Where a signed message is posted; empty for nowhere. */
  webhookUrl: z.string().max(2000),
  conditions: z.array(AlertCondition),
  failingMinutes: minutes(5, 10_080),
  queueMinutes: minutes(5, 10_080),
  notificationMinutes: minutes(5, 1_440),
  /** The day on which the password or secret for Exchange stops working, as far as somebody told. */
  secretExpiresOn: z.iso.date().nullable(),
  secretWarningDays: z.number().int().min(1).max(90),
  /** Of the mails. */
  language: Language,
};

/** PUT /api/alert-settings. `webhookSecret` null keeps the stored one. */
export const AlertForm = z.strictObject({
  ...fields,
  webhookSecret: z.string().min(16).max(200).nullable(),
});
export type AlertForm = z.infer<typeof AlertForm>;

/** GET /api/alert-settings */
export const AlertSettings = z.object({
  ...fields,
  hasWebhookSecret: z.boolean(),
  updatedAt: z.string().nullable(),
  updatedByName: z.string().nullable(),
  /** Whether this installation has a mail server; without one no mail goes out. */
  mail: z.boolean(),
});
export type AlertSettings = z.infer<typeof AlertSettings>;

/** POST /api/alert-settings/test: a message to every receiver that is saved; answers to how many. */
export const AlertTest = z.object({ messages: z.number().int() });
export type AlertTest = z.infer<typeof AlertTest>;

export const Alert = z.object({
  id: z.uuid(),
  condition: AlertCondition,
  userId: z.uuid().nullable(),
  userName: z.string().nullable(),
  raisedAt: z.string(),
  solvedAt: z.string().nullable(),
  /** Numbers and codes: `minutes`, `code`, `count`, `day`, `listened`, `connected`, `waiting`. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Alert = z.infer<typeof Alert>;

export const AlertMessage = z.object({
  id: z.uuid(),
  event: z.enum(['raised', 'solved', 'test']),
  channel: z.enum(['mail', 'webhook']),
  receiver: z.string(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  attempts: z.number().int(),
  nextTryAt: z.string().nullable(),
  lastError: z.string().nullable(),
});
export type AlertMessage = z.infer<typeof AlertMessage>;

/** GET /api/alerts: alerts that last first, then the latest, and the latest messages about them. */
export const Alerts = z.object({ alerts: z.array(Alert), messages: z.array(AlertMessage) });
export type Alerts = z.infer<typeof Alerts>;
