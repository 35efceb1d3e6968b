/** What a run did (or, in a dry run, would do), counted in entries. */
export interface RunCounts {
  createdActivities: number;
  createdInMailbox: number;
  changedActivities: number;
  changedInMailbox: number;
  deletedActivities: number;
  deletedFromMailbox: number;
  matched: number;
  conflicts: number;
  setAside: number;
  held: number;
}

export function noCounts(): RunCounts {
  return {
    createdActivities: 0,
    createdInMailbox: 0,
    changedActivities: 0,
    changedInMailbox: 0,
    deletedActivities: 0,
    deletedFromMailbox: 0,
    matched: 0,
    conflicts: 0,
    setAside: 0,
    held: 0,
  };
}
