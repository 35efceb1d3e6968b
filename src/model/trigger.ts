/** What starts a run. A trigger says only "this mailbox is dirty"; it never carries truth. */
export type Trigger =
  | 'switchedOn'
  | 'activitySaved'
  | 'notification'
  | 'signIn'
  | 'synchronizeNow'
  | 'sweep'
  | 'commandLine'
  | 'takeBack';
