/**
 * Habits of servers that differ from Exchange's own, as far as the connector has to know them beforehand. The
 * connection test finds them out (`ladder/probe-habits.ts`); what is not set is as Exchange has it. Each costs
 * something only where it is set.
 */
export interface ServerHabits {
  /**
   * A series' change key, and with it SyncFolderItems, does not move when one of its occurrences is changed: the
   * series of the window are read again in turn, some in every run.
   */
  readonly masterKeyIsStill: boolean;
  /** An update with an old change key is taken: the present one is asked for just before. */
  readonly takesStaleKeys: boolean;
  /** Any sync state is taken, one of another mailbox too: the cursor remembers its folder. */
  readonly takesAnySyncState: boolean;
  /** A body asked for in its best form comes empty where it is HTML: it is asked for as HTML. */
  readonly bestBodyIsEmpty: boolean;
}

export const EXCHANGE_HABITS: ServerHabits = {
  masterKeyIsStill: false,
  takesStaleKeys: false,
  takesAnySyncState: false,
  bestBodyIsEmpty: false,
};

/** Habits as the connection test tells them among its facts: their names with a space between. */
export function habitsOf(facts: Readonly<Record<string, string>>): ServerHabits {
  const named = new Set((facts.habits ?? '').split(' '));
  const names = Object.keys(EXCHANGE_HABITS) as (keyof ServerHabits)[];
  return Object.fromEntries(names.map((name) => [name, named.has(name)])) as unknown as ServerHabits;
}

/** The other way round. */
export function habitsFact(habits: ServerHabits): string {
  return (Object.keys(habits) as (keyof ServerHabits)[]).filter((name) => habits[name]).join(' ');
}
