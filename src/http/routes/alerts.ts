import { changesBetween } from '../../model/audit.ts';
import { instantFromMillis } from '../../model/time.ts';
import { listAlertMessages, listAlerts } from '../../store/alerts/alert-list.ts';
import { readAlertSettings, saveAlertSettings } from '../../store/alerts/alert-settings.ts';
import { postTo } from '../../store/alerts/settle-alerts.ts';
import { insertAuditEntries } from '../../store/audit.ts';
import { findUser } from '../../store/users.ts';
import { viewerOf } from '../access-guard.ts';
import { checkAlertForm } from '../alert-form.ts';
import {
  type AlertForm,
  AlertForm as AlertFormBody,
  AlertSettings,
  Alerts,
  AlertTest,
  ApiError,
} from '../contract.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import type { Api, HttpParts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import type { Viewer } from '../viewer.ts';

/** Alerts and messages that the page shows at most. */
const SHOWN = 50;

/** Alerts of the company, and who is told of them. */
export function alertRoutes(api: Api, parts: HttpParts): void {
  const { db } = parts.database;
  const list = { summary: 'Alerts and the messages about them', response: { 200: Alerts, '4xx': ApiError } };
  api.get('/api/alerts', { schema: list }, async (request) => {
    const { organizationId } = viewerOf(request);
    const alerts = await listAlerts(db, organizationId, SHOWN);
    const messages = await listAlertMessages(db, organizationId, SHOWN);
    return { alerts: [...alerts], messages: [...messages] };
  });

  const read = { summary: 'Who is told of alerts', response: { 200: AlertSettings, '4xx': ApiError } };
  api.get('/api/alert-settings', { schema: read }, async (request) => settingsView(parts, viewerOf(request)));

  const schema = {
    summary: 'Save who is told of alerts',
    body: AlertFormBody,
    response: { 200: AlertSettings, '4xx': ApiError },
  };
  api.put('/api/alert-settings', { schema }, async (request) => {
    const viewer = viewerOf(request);
    await save(parts, viewer, request.body);
    return settingsView(parts, viewer);
  });

  const oneTest = new OneAtATime('alertTestRunning');
  const test = {
    summary: 'Send a message to everyone who is told of alerts',
    response: { 200: AlertTest, '4xx': ApiError },
  };
  api.post('/api/alert-settings/test', { schema: test }, async (request) => {
    const { organizationId } = viewerOf(request);
    const end = oneTest.begin(organizationId);
    try {
      const messages = await postTo(db, organizationId, instantFromMillis(Date.now()), 'test', []);
      if (messages === 0) throw new Refusal(409, 'nobodyIsTold');
      return { messages };
    } finally {
      end();
    }
  });
}

async function settingsView(
  { database: { db }, mailer }: HttpParts,
  { organizationId, language }: Viewer,
): Promise<AlertSettings> {
  const { updatedBy, ...settings } = await readAlertSettings(db, organizationId, language);
  const by = updatedBy === null ? undefined : await findUser(db, organizationId, updatedBy);
  const updatedByName = by ? `${by.firstName} ${by.lastName}`.trim() : null;
  return { ...settings, updatedByName, mail: mailer !== null };
}

/** Stores the form, and in the same transaction what it changes for the audit trail. */
async function save({ database, secretKey }: HttpParts, viewer: Viewer, form: AlertForm): Promise<void> {
  const { organizationId, userId } = viewer;
  const { webhookSecret, ...rest } = form;
  const fields = { ...rest, webhookUrl: rest.webhookUrl.trim(), conditions: [...new Set(rest.conditions)] };
  const at = instantFromMillis(Date.now());
  await database.db.transaction().execute(async (trx) => {
    const before = await readAlertSettings(trx, organizationId, viewer.language);
    checkAlertForm({ ...fields, webhookSecret }, before);
    const change = {
      ...fields,
      emails: [...new Set(fields.emails)],
      webhookSecret,
      updatedAt: at,
      updatedBy: userId,
    };
    await saveAlertSettings(trx, secretKey, organizationId, change);
    const changes = changesBetween<Partial<typeof fields>>(before, fields);
    if (webhookSecret !== null)
      changes.push({ field: 'webhookSecret', before: null, after: null, isSecret: true });
    const entry = { at, actorId: userId, userId: null, action: 'alertSettingsChanged', changes };
    if (changes.length > 0) await insertAuditEntries(trx, organizationId, [entry]);
  });
}
