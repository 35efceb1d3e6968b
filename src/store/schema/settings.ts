import type { Generated } from 'kysely';
import type { ActivityCategory } from '../../model/calendar-entry.ts';
import type { Cloud, SignInWay } from '../../model/cloud.ts';
import type { ExchangeVersion, Language } from '../../model/organization.ts';
import type { ConflictPolicy, ParticipantsPolicy } from '../../model/policy.ts';
import type { Instant } from '../../model/time.ts';
import type { JsonColumn } from './columns.ts';

export interface AddOnsTable {
  organizationId: string;
  name: string;
  isActive: boolean;
  changedAt: Generated<Instant>;
  changedBy: string | null;
}

/** A name in each language of the application. */
export type LocalizedName = Readonly<Record<Language, string>>;

export interface ActivityTypesTable {
  organizationId: string;
  id: string;
  names: JsonColumn<LocalizedName>;
  category: ActivityCategory;
  color: string;
  isActive: Generated<boolean>;
  isDefault: Generated<boolean>;
  isPaidLeave: Generated<boolean>;
  code: Generated<string>;
  sortOrder: Generated<number>;
  createdAt: Generated<Instant>;
  updatedAt: Generated<Instant>;
}

export interface ExchangeSettingsTable {
  organizationId: string;
  version: ExchangeVersion;
  signInWay: Generated<SignInWay>;
  tenant: Generated<string>;
  applicationId: Generated<string>;
  cloud: Generated<Cloud>;
  delegateUserName: string;
  encryptedSecret: string | null;
  netbiosDomain: Generated<string>;
  ewsUrl: Generated<string>;
  outgoingTypeIds: string[];
  defaultTypeId: string | null;
  conflictPolicy: Generated<ConflictPolicy>;
  participantsPolicy: Generated<ParticipantsPolicy>;
  daysBack: Generated<number>;
  daysAhead: Generated<number>;
  deletionLimit: Generated<number>;
  testedAt: Instant | null;
  savedAnyway: Generated<boolean>;
  updatedAt: Generated<Instant>;
  updatedBy: string | null;
  /** The move by which this connection came into use. */
  moveId: Generated<string | null>;
}

export interface ServerHabitsTable {
  organizationId: string;
  ewsUrl: string;
  habits: string;
  foundAt: Instant;
}
