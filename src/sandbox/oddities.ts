/**
 * Ways of servers that are not Exchange, or not quite: switched on by the controls so that a client can be tried
 * against them. Not kept over a restart.
 */
export interface Oddities {
  /** CalendarView lists masters of series instead of their occurrences. */
  calendarViewKeepsMasters: boolean;
  /** A changed or deleted occurrence leaves the master's change key as it was, and SyncFolderItems silent. */
  masterIgnoresOccurrences: boolean;
}

export const noOddities: Oddities = { calendarViewKeepsMasters: false, masterIgnoresOccurrences: false };
