/**
 * The tables as Kysely sees them: camel case here, snake case in SQL (`migrations/`). Instants and dates
 * are strings in the model's form, bigint is a number, on both databases alike (`database.ts`).
 */
import type {
  ActivitiesTable,
  ActivityDeparturesTable,
  ActivityParticipantsTable,
} from './schema/activities.ts';
import type { GuideFeedbackTable } from './schema/guide.ts';
import type {
  AlertMessagesTable,
  AlertSettingsTable,
  AlertsTable,
  AuditEntriesTable,
  HealthFailuresTable,
  HealthSamplesTable,
  TurnsTable,
} from './schema/health.ts';
import type { SynchronizationInvitationsTable } from './schema/invitations.ts';
import type { RunsTable, StoriesTable } from './schema/log.ts';
import type { MeetingsTable } from './schema/meetings.ts';
import type { MovesTable, MoveUsersTable } from './schema/moves.ts';
import type {
  ApiClientsTable,
  ApiTokensTable,
  MailboxConfirmationsTable,
  OrganizationsTable,
  PasswordLinksTable,
  SessionsTable,
  SignInIdentitiesTable,
  UsersTable,
} from './schema/people.ts';
import type {
  ActivityTypesTable,
  AddOnsTable,
  ExchangeSettingsTable,
  ServerHabitsTable,
} from './schema/settings.ts';
import type { SupportAssignmentsTable } from './schema/support.ts';
import type {
  HeldDeletionsTable,
  IntentionsTable,
  LinksTable,
  ListenersTable,
  ListeningWorkersTable,
  ProblemsTable,
  SynchronizationsTable,
} from './schema/synchronization.ts';

export interface Schema {
  organizations: OrganizationsTable;
  users: UsersTable;
  sessions: SessionsTable;
  supportAssignments: SupportAssignmentsTable;
  addOns: AddOnsTable;
  activityTypes: ActivityTypesTable;
  guideFeedback: GuideFeedbackTable;
  exchangeSettings: ExchangeSettingsTable;
  serverHabits: ServerHabitsTable;
  activities: ActivitiesTable;
  activityParticipants: ActivityParticipantsTable;
  activityDepartures: ActivityDeparturesTable;
  synchronizations: SynchronizationsTable;
  links: LinksTable;
  intentions: IntentionsTable;
  meetings: MeetingsTable;
  moves: MovesTable;
  moveUsers: MoveUsersTable;
  problems: ProblemsTable;
  heldDeletions: HeldDeletionsTable;
  listeningWorkers: ListeningWorkersTable;
  listeners: ListenersTable;
  runs: RunsTable;
  stories: StoriesTable;
  auditEntries: AuditEntriesTable;
  healthSamples: HealthSamplesTable;
  healthFailures: HealthFailuresTable;
  turns: TurnsTable;
  alertSettings: AlertSettingsTable;
  alerts: AlertsTable;
  alertMessages: AlertMessagesTable;
  apiClients: ApiClientsTable;
  apiTokens: ApiTokensTable;
  passwordLinks: PasswordLinksTable;
  mailboxConfirmations: MailboxConfirmationsTable;
  signInIdentities: SignInIdentitiesTable;
  synchronizationInvitations: SynchronizationInvitationsTable;
}
