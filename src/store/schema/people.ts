import type { ColumnType, Generated } from 'kysely';
import type { Language, Role } from '../../model/organization.ts';
import type { Instant } from '../../model/time.ts';
import type { JsonColumn } from './columns.ts';

export interface OrganizationsTable {
  id: string;
  name: string;
  timeZone: string;
  /** `operators`: where the operators of the installation live; there is one. */
  kind: Generated<'company' | 'operators'>;
  activitySequence: Generated<number>;
  /** Cursors below it have lost changes. */
  activitySequenceFloor: Generated<number>;
  createdAt: Generated<Instant>;
}

export interface UsersTable {
  organizationId: string;
  id: string;
  /** Lower case. */
  email: string;
  firstName: string;
  lastName: string;
  code: Generated<string>;
  role: Role;
  passwordHash: string;
  language: Language;
  timeZone: string;
  isActive: Generated<boolean>;
  failedSignIns: Generated<number>;
  lockedUntil: Instant | null;
  createdAt: Generated<Instant>;
  updatedAt: Generated<Instant>;
  lastSignInAt: Instant | null;
  /** Null where nobody has ever changed it. */
  passwordChangedAt: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  /** Since when nobody has shown that whoever reads the mailbox holds the account; null where it is in no doubt. */
  unconfirmedSince: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
}

export interface MailboxConfirmationsTable {
  organizationId: string;
  userId: string;
  mailboxAddress: string;
  codeHash: string;
  noteKey: string;
  wrongTries: Generated<number>;
  expiresAt: Instant;
}

export type LinkPurpose = 'invitation' | 'reset';
export type LinkWay = 'mailed' | 'handedOver';

export interface PasswordLinksTable {
  tokenHash: string;
  organizationId: string;
  userId: string;
  purpose: LinkPurpose;
  issuedBy: string | null;
  way: LinkWay;
  createdAt: Generated<Instant>;
  expiresAt: Instant;
}

export interface SignInIdentitiesTable {
  issuer: string;
  subject: string;
  organizationId: string;
  userId: string;
  linkedAt: Generated<Instant>;
}

export interface SessionsTable {
  tokenHash: string;
  organizationId: string | null;
  userId: string | null;
  data: JsonColumn<Record<string, unknown>>;
  expiresAt: Instant;
  createdAt: Generated<Instant>;
}

export interface ApiClientsTable {
  organizationId: string;
  clientId: string;
  secretHash: string;
  scopes: string[];
  createdAt: Generated<Instant>;
}

export interface ApiTokensTable {
  organizationId: string;
  tokenHash: string;
  kind: 'access' | 'refresh';
  clientId: string;
  scopes: string[];
  expiresAt: Instant;
  createdAt: Generated<Instant>;
}
