import type { Generated } from 'kysely';
import type {
  CustomerReference,
  ParticipantStatus,
  ParticipantType,
  PhaseReference,
  RecurrenceType,
} from '../../model/activity.ts';
import type { BusyStatus } from '../../model/calendar-entry.ts';
import type { ParticipantRole } from '../../model/participant.ts';
import type { Recurrence } from '../../model/recurrence.ts';
import type { Instant, PlainDate, ZoneId } from '../../model/time.ts';
import type { NullableJsonColumn } from './columns.ts';

export interface ActivitiesTable {
  organizationId: string;
  id: string;
  activityTypeId: string;
  ownerId: string;
  name: string;
  /** Of an all-day activity: midnight of its first date in `zone`. */
  startsAt: Instant;
  endsAt: Instant;
  isAllDay: boolean;
  allDayStart: PlainDate | null;
  /** The day after the last day. */
  allDayEnd: PlainDate | null;
  zone: ZoneId;
  hasDuration: boolean;
  location: Generated<string>;
  notes: Generated<string>;
  isClosed: Generated<boolean>;
  isUnassigned: Generated<boolean>;
  hasHours: Generated<boolean>;
  /** Null: what the category says. */
  busy: BusyStatus | null;
  customer: NullableJsonColumn<CustomerReference>;
  phase: NullableJsonColumn<PhaseReference>;
  projectTaskStatus: string | null;
  recurrence: NullableJsonColumn<Recurrence>;
  recurrenceType: Generated<RecurrenceType>;
  recurrenceParentId: string | null;
  /** The organization's counter at the last change. */
  sequence: number;
  deletedAt: Instant | null;
  originKey: string | null;
  createdAt: Generated<Instant>;
  createdBy: string | null;
  updatedAt: Generated<Instant>;
  updatedBy: string | null;
}

export interface ActivityParticipantsTable {
  organizationId: string;
  id: string;
  activityId: string;
  type: ParticipantType;
  /** Set exactly where the type is `User`. */
  userId: string | null;
  name: Generated<string>;
  email: Generated<string>;
  phone: Generated<string>;
  mobilePhone: Generated<string>;
  role: Generated<ParticipantRole>;
  status: Generated<ParticipantStatus>;
  isActive: Generated<boolean>;
  /** How this participant's own calendar shows it; null: as the activity says. */
  busy: BusyStatus | null;
}

export interface ActivityDeparturesTable {
  organizationId: string;
  activityId: string;
  userId: string;
  sequence: number;
}
