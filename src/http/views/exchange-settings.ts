import { listActivityTypes } from '../../store/activity-types.ts';
import { readExchangeSettings, type ExchangeSettings as Stored } from '../../store/exchange-settings.ts';
import { isInUse } from '../../store/move-report.ts';
import { findUser } from '../../store/users.ts';
import type { ExchangeForm, ExchangeSettings } from '../contract.ts';
import type { HttpParts } from '../parts.ts';

/** The settings as the form starts with them; the password is never among them. */
export async function exchangeSettingsView(
  { database: { db }, config }: HttpParts,
  organizationId: string,
): Promise<ExchangeSettings> {
  const stored = await readExchangeSettings(db, organizationId);
  const types = await listActivityTypes(db, organizationId, { isActive: true });
  const savedBy = stored?.updatedBy && (await findUser(db, organizationId, stored.updatedBy));
  return {
    saved: stored ? formOf(stored) : null,
    suggestion: suggestion(types, config.suggestedEwsUrl),
    hasPassword: holds(stored, 'password'),
    hasClientSecret: holds(stored, 'application'),
    savedAt: stored?.updatedAt ?? null,
    savedBy: savedBy ? `${savedBy.firstName} ${savedBy.lastName}`.trim() : null,
    savedAnyway: stored?.savedAnyway ?? false,
    isInUse: await isInUse(db, organizationId),
    hasPersonalType: types.some((type) => type.category === 'Personal'),
  };
}

/** Whether the stored secret is that of this way of signing in. */
function holds(stored: Stored | undefined, way: Stored['signInWay']): boolean {
  return stored?.signInWay === way && stored.hasSecret;
}

/** The stored settings in the form's shape. */
export function formOf(stored: Stored): ExchangeForm {
  const { version, ewsUrl, delegateUserName, netbiosDomain, outgoingTypeIds, defaultTypeId } = stored;
  const { signInWay, cloud, tenant, applicationId } = stored;
  const { conflictPolicy, participantsPolicy, daysBack, daysAhead, deletionLimit } = stored;
  return {
    ...{ signInWay, cloud, tenant, applicationId, clientSecret: null },
    ...{ version, ewsUrl, delegateUserName, delegatePassword: null, netbiosDomain },
    ...{ outgoingTypeIds: [...outgoingTypeIds], defaultTypeId, conflictPolicy, participantsPolicy },
    ...{ daysBack, daysAhead, deletionLimit },
  };
}

/** Where the form starts before the first save: every type that can go out does. */
function suggestion(
  types: Awaited<ReturnType<typeof listActivityTypes>>,
  suggestedEwsUrl: string | undefined,
): ExchangeForm {
  return {
    version: suggestedEwsUrl ? 'subscription-edition' : 'office365-ews',
    signInWay: 'password',
    cloud: 'worldwide',
    tenant: '',
    applicationId: '',
    clientSecret: null,
    ewsUrl: suggestedEwsUrl ?? '',
    delegateUserName: '',
    delegatePassword: null,
    netbiosDomain: '',
    outgoingTypeIds: types.filter((type) => type.category !== 'Task').map((type) => type.id),
    defaultTypeId: types.find((type) => type.isDefault)?.id ?? null,
    conflictPolicy: 'newest',
    participantsPolicy: 'copies',
    daysBack: 30,
    daysAhead: 365,
    deletionLimit: 50,
  };
}
