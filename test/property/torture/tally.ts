/** How much was done, for the last line of a torture. */
export interface Tally {
  stories: number;
  operations: number;
  runs: number;
  /** Runs that did not succeed, most of them because a fault was played. */
  failedRuns: number;
  faults: number;
  /** Runs that died inside this process, their database and network taken from them. */
  deaths: number;
  /** Processes ended by SIGKILL. */
  kills: number;
  /** Items that Tahti wrote in Exchange, and activities that it wrote. */
  mailboxWrites: number;
  activityWrites: number;
  /** Mails that Tahti sent. */
  mails: number;
  /** Deeds that notifications alone brought over. */
  heard: number;
  /** Times that somebody had everything taken back. */
  takenBack: number;
  calms: number;
  /** Entries that stood on both sides at a calm, and found the same. */
  compared: number;
  conflicts: number;
  held: number;
}

export function noTally(): Tally {
  return {
    stories: 0,
    operations: 0,
    runs: 0,
    failedRuns: 0,
    faults: 0,
    deaths: 0,
    kills: 0,
    mailboxWrites: 0,
    activityWrites: 0,
    mails: 0,
    heard: 0,
    takenBack: 0,
    calms: 0,
    compared: 0,
    conflicts: 0,
    held: 0,
  };
}

/** Adds what one story did to the sum of all. */
export function addTally(sum: Tally, more: Tally): void {
  for (const name of Object.keys(sum) as (keyof Tally)[]) sum[name] += more[name];
}
