import type { CalendarEntry, SideEntry } from './calendar-entry.ts';

/** The activity that stands for a meeting, whoever's mailbox it was read from first. */
export interface KnownMeeting {
  /** Null while the run of another mailbox is making it. */
  readonly activityId: string | null;
  /** As this user's calendar has it; null where they do not take part in it yet. */
  readonly activity: SideEntry | null;
}

/** What other mailboxes of the company have to do with an activity. */
export interface SharedActivity {
  /** Addresses to which the mail system itself brings the meeting: nobody makes a copy for them. */
  readonly delivered: ReadonlySet<string>;
  /** Addresses of synchronized colleagues whose mailboxes have the invitation, whoever the list of it names. */
  readonly invited: ReadonlySet<string>;
  /** A synchronized colleague's mailbox has the organiser's copy. */
  readonly hasOrganiser: boolean;
  /** This user's copy speaks for a meeting that nobody here organises: the first of those who were invited. */
  readonly speaks: boolean;
  /** The synchronized colleague who goes on with the activity when this user leaves it. */
  readonly heirId: string | null;
  /** What synchronized colleagues' invitations to it said when they were last seen, where it is a series. */
  readonly otherCopies: readonly CalendarEntry[];
  /** The run of another mailbox is about to make, or to record, what belongs to this activity. */
  readonly isUnderWay: boolean;
}

/** What a run knows of meetings across the company's mailboxes. */
export interface MeetingView {
  readonly userId: string;
  /** Addresses of this user's mailbox, lower case. */
  readonly ownAddresses: ReadonlySet<string>;
  /** Colleagues who synchronize, by the addresses of their mailboxes (lower case). */
  readonly colleagues: ReadonlyMap<string, string>;
  /** By uid. */
  readonly byUid: ReadonlyMap<string, KnownMeeting>;
  /** By the activity's id; what is not here stands in this user's calendar alone. */
  readonly byActivity: ReadonlyMap<string, SharedActivity>;
  /**
   * Under the policy `invitations`: a new activity that changed at or after this moment (milliseconds, by our
   * clock) invites its participants by mail; older ones were there before anybody asked for it. Null: no mail
   * for anything new, as on a first synchronization.
   */
  readonly invitesSince: number | null;
  /** Our clock in milliseconds when the run began. */
  readonly now: number;
}

/** Where nobody else's mailbox matters. */
export const NO_MEETINGS: MeetingView = {
  userId: '',
  ownAddresses: new Set(),
  colleagues: new Map(),
  byUid: new Map(),
  byActivity: new Map(),
  invitesSince: null,
  now: 0,
};

/** What is remembered of a meeting beside its links. */
export interface MeetingRecord {
  readonly uid: string;
  readonly activityId: string;
  /** Addresses to which the mail system brings it, beside those that are known already. */
  readonly delivered: readonly string[];
  /** Addresses that its organiser took off the list: whoever is added again has nothing from the mail system. */
  readonly withdrawn: readonly string[];
}

/**
 * Whether a meeting's uid names one day of a series: whoever has it was invited to that day only, while others have
 * the day within the series. Sides write the day behind the series' uid.
 */
export function isDayOfSeries(uid: string): boolean {
  return /.\/\d{4}-\d{2}-\d{2}$/.test(uid);
}
