export interface MeetingsTable {
  organizationId: string;
  uid: string;
  activityId: string;
  /** Addresses to which the mail system itself brings the meeting, lower case. */
  delivered: string[];
}
