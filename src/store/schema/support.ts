import type { Instant } from '../../model/time.ts';

export interface SupportAssignmentsTable {
  /** The company that is looked after. */
  organizationId: string;
  /** Where the support person has their account. */
  homeId: string;
  userId: string;
  assignedBy: string | null;
  assignedAt: Instant;
  /** Null while it holds. */
  endedAt: Instant | null;
}
