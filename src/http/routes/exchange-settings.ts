import type { FastifyRequest } from 'fastify';
import { instantFromMillis } from '../../model/time.ts';
import { listActivityTypes } from '../../store/activity-types.ts';
import { readExchangeSettings, saveExchangeSettings } from '../../store/exchange-settings.ts';
import { insertStories } from '../../store/stories.ts';
import { switchedOnAmong } from '../../store/synchronizations.ts';
import { listUsers } from '../../store/users.ts';
import { viewerOf } from '../access-guard.ts';
import { clientSignal } from '../client-signal.ts';
import { candidateOf, requirePassedTest, testMailboxOf } from '../connection-test.ts';
import {
  ApiError,
  ConnectionTestFailed,
  type ExchangeForm,
  ExchangeSettings,
  ExchangeSettingsSave,
} from '../contract.ts';
import { checkExchangeForm } from '../exchange-form.ts';
import type { Api, HttpParts } from '../parts.ts';
import { exchangeChanges } from '../settings-changes.ts';
import { exchangeSettingsView, formOf } from '../views/exchange-settings.ts';

/** Settings > Microsoft Exchange. */
export function exchangeSettingsRoutes(api: Api, parts: HttpParts): void {
  const { database, engine } = parts;
  const read = { summary: 'Exchange settings', response: { 200: ExchangeSettings, '4xx': ApiError } };
  api.get('/api/exchange-settings', { schema: read }, async (request) =>
    exchangeSettingsView(parts, viewerOf(request).organizationId),
  );

  const schema = {
    summary: 'Save the Exchange settings after the connection test has passed',
    body: ExchangeSettingsSave,
    response: { 200: ExchangeSettings, 422: ConnectionTestFailed.or(ApiError), '4xx': ApiError },
  };
  api.put('/api/exchange-settings', { schema }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { form, testMailbox, saveAnyway } = request.body;
    await checkExchangeForm(database, viewer, form);
    if (!saveAnyway) {
      const candidate = candidateOf(viewer.organizationId, form);
      const mailbox = testMailboxOf(testMailbox);
      await requirePassedTest(engine, candidate, mailbox, viewer.language, clientSignal(reply));
    }
    await save(parts, request, form, saveAnyway);
    await engine.connectionChanged(viewer.organizationId);
    await runEverybody(parts, viewer.organizationId);
    return exchangeSettingsView(parts, viewer.organizationId);
  });
}

/** Stores the form, and in the same transaction tells the log which fields it changed, and the audit trail how. */
async function save(
  { database, secretKey }: HttpParts,
  request: FastifyRequest,
  form: ExchangeForm,
  savedAnyway: boolean,
): Promise<void> {
  const { organizationId, userId } = viewerOf(request);
  const { delegatePassword, clientSecret, ...fields } = trimmed(form);
  const at = instantFromMillis(Date.now());
  await database.db.transaction().execute(async (trx) => {
    const before = await readExchangeSettings(trx, organizationId);
    await saveExchangeSettings(trx, secretKey, organizationId, {
      ...fields,
      secret: fields.signInWay === 'application' ? clientSecret : delegatePassword,
      testedAt: savedAnyway ? null : at,
      savedAnyway,
      updatedAt: at,
      updatedBy: userId,
    });
    const types = await listActivityTypes(trx, organizationId);
    const after = { ...fields, delegatePassword, clientSecret };
    const changes = exchangeChanges(before && formOf(before), after, types);
    if (savedAnyway) changes.push({ field: 'savedAnyway', before: null, after: true });
    const story = { at, userId: null, actorId: userId, severity: 'info', kind: 'settingsChanged' } as const;
    await insertStories(trx, organizationId, [
      { ...story, fields: changes.map(({ field }) => field), changes },
    ]);
  });
}

/** As it is stored; what was typed for the way of signing in that is not chosen is not kept. */
function trimmed(form: ExchangeForm): ExchangeForm {
  const isApplication = form.signInWay === 'application';
  return {
    ...form,
    tenant: form.tenant.trim(),
    applicationId: form.applicationId.trim(),
    clientSecret: isApplication ? form.clientSecret : null,
    delegatePassword: isApplication ? null : form.delegatePassword,
    ewsUrl: form.ewsUrl.trim(),
    delegateUserName: form.delegateUserName.trim(),
    netbiosDomain: form.netbiosDomain.trim(),
    outgoingTypeIds: [...new Set(form.outgoingTypeIds)],
  };
}

/** Another server, account or choice of types concerns everybody who is switched on. */
async function runEverybody({ database: { db }, engine }: HttpParts, organizationId: string): Promise<void> {
  const users = await listUsers(db, organizationId);
  const ids = users.map((user) => user.id);
  for (const userId of await switchedOnAmong(db, organizationId, ids))
    await engine.enqueue({ organizationId, userId, trigger: 'sweep' });
}
