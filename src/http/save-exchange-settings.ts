import { instantFromMillis } from '../model/time.ts';
import { listActivityTypes } from '../store/activity-types.ts';
import {
  type ExchangeSettings,
  lockExchangeSettings,
  saveExchangeSettings,
} from '../store/exchange-settings.ts';
import type { Handle } from '../store/handle.ts';
import { isInUse } from '../store/move-report.ts';
import { insertStories } from '../store/stories.ts';
import { switchedOnUsers } from '../store/synchronizations.ts';
import { leadsElsewhere } from './connection-change.ts';
import type { ExchangeForm } from './contract.ts';
import type { HttpParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import { exchangeChanges } from './settings-changes.ts';
import type { Viewer } from './viewer.ts';
import { formOf } from './views/exchange-settings.ts';

/** Another server, version or account of a company that synchronizes is a move: a plain save is refused (409). */
export async function refuseMove(
  db: Handle,
  form: ExchangeForm,
  stored: ExchangeSettings | undefined,
): Promise<void> {
  if (stored && leadsElsewhere(form, stored) && (await isInUse(db, stored.organizationId)))
    throw new Refusal(409, 'moveRequired');
}

/** Stores the form, and in the same transaction tells the log which fields it changed, and the audit trail how. */
export async function saveForm(
  { database, secretKey }: Pick<HttpParts, 'database' | 'secretKey'>,
  viewer: Viewer,
  form: ExchangeForm,
  savedAnyway: boolean,
): Promise<void> {
  const { organizationId, userId } = viewer;
  const { delegatePassword, clientSecret, ...fields } = trimmed(form);
  const at = instantFromMillis(Date.now());
  await database.db.transaction().execute(async (trx) => {
    const before = await lockExchangeSettings(trx, organizationId);
    // Once more: a move may have been confirmed while this form was being tested.
    await refuseMove(trx, form, before);
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
export async function runEverybody(
  { database: { db }, engine }: Pick<HttpParts, 'database' | 'engine'>,
  organizationId: string,
): Promise<void> {
  for (const userId of await switchedOnUsers(db, organizationId))
    await engine.enqueue({ organizationId, userId, trigger: 'sweep' });
}
