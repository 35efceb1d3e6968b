import { readExchangeSettings } from '../../store/exchange-settings.ts';
import { viewerOf } from '../access-guard.ts';
import { clientSignal } from '../client-signal.ts';
import { candidateOf, requirePassedTest, testMailboxOf } from '../connection-test.ts';
import { ApiError, ConnectionTestFailed, ExchangeSettings, ExchangeSettingsSave } from '../contract.ts';
import { checkExchangeForm } from '../exchange-form.ts';
import type { Api, HttpParts } from '../parts.ts';
import { refuseMove, runEverybody, saveForm } from '../save-exchange-settings.ts';
import { exchangeSettingsView } from '../views/exchange-settings.ts';

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
    const { organizationId } = viewer;
    await refuseMove(database.db, form, await readExchangeSettings(database.db, organizationId));
    if (!saveAnyway) {
      const candidate = candidateOf(organizationId, form);
      const mailbox = testMailboxOf(testMailbox);
      await requirePassedTest(engine, candidate, mailbox, viewer.language, clientSignal(reply));
    }
    await saveForm(parts, viewer, form, saveAnyway);
    await engine.connectionChanged(organizationId);
    await runEverybody(parts, organizationId);
    return exchangeSettingsView(parts, organizationId);
  });
}
