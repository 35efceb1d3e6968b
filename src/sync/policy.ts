import type { ActivityTypeRule, SyncPolicy } from '../model/policy.ts';
import { type ActivityType, listActivityTypes } from '../store/activity-types.ts';
import { type ExchangeSettings, readExchangeSettings } from '../store/exchange-settings.ts';
import type { Handle } from '../store/handle.ts';
import { syncError } from './sync-error.ts';

/** What the administrator chose, as a run needs it. */
export interface OrganizationRules {
  readonly settings: ExchangeSettings;
  readonly policy: Omit<SyncPolicy, 'clockOffset'>;
}

/** Reads the rules of a company. Throws SideError (fatal) where something has to be set up first. */
export async function readRules(db: Handle, organizationId: string): Promise<OrganizationRules> {
  const settings = await readExchangeSettings(db, organizationId);
  if (!settings)
    throw syncError(
      'fatal',
      'TAHTI_NOT_CONNECTED',
      'The company has no connection to Exchange.',
      'syncNotConnected',
    );
  return { settings, policy: policyOf(settings, await listActivityTypes(db, organizationId)) };
}

function policyOf(settings: ExchangeSettings, types: readonly ActivityType[]): OrganizationRules['policy'] {
  const active = types.filter((type) => type.isActive);
  const chosen = active.find((type) => type.id === settings.defaultTypeId);
  const standard = chosen ?? active.find((type) => type.isDefault && type.category !== 'Task');
  if (!standard)
    throw syncError(
      'fatal',
      'TAHTI_NO_DEFAULT_TYPE',
      'No default activity type is chosen for entries that come from Exchange.',
      'syncNoDefaultType',
    );
  const personal = active.find((type) => type.category === 'Personal');
  return {
    conflicts: settings.conflictPolicy,
    participants: settings.participantsPolicy,
    defaultType: ruleOf(standard),
    personalType: personal ? ruleOf(personal) : null,
    deletionLimit: settings.deletionLimit,
  };
}

function ruleOf({ id, category }: ActivityType): ActivityTypeRule {
  return { id, category };
}
