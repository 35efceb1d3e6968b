/**
 * Habits of servers that differ from Exchange's own, as far as the connector has to know them beforehand. The
 * connection test finds them out; what is not set is as Exchange has it.
 */
export interface ServerHabits {
  /** A series' change key, and with it SyncFolderItems, does not move when one of its occurrences is changed. */
  readonly masterKeyIsStill: boolean;
}

export const EXCHANGE_HABITS: ServerHabits = { masterKeyIsStill: false };
