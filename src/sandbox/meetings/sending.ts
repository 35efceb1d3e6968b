/** To whom a change of a meeting is told, and whether the sender keeps a copy. */
export interface Sending {
  readonly audience: 'none' | 'all' | 'changed';
  readonly saveCopy: boolean;
}

const sendings: Record<string, Sending> = {
  SendToNone: { audience: 'none', saveCopy: false },
  SendOnlyToAll: { audience: 'all', saveCopy: false },
  SendToAllAndSaveCopy: { audience: 'all', saveCopy: true },
  SendOnlyToChanged: { audience: 'changed', saveCopy: false },
  SendToChangedAndSaveCopy: { audience: 'changed', saveCopy: true },
};

/**
 * Reads SendMeetingInvitations, SendMeetingInvitationsOrCancellations or SendMeetingCancellations ([MS-OXWSMTGS]
 * 2.2.5.1 and 2.2.5.3); a missing one sends nothing.
 */
export function readSending(value: string | undefined): Sending {
  return sendings[value ?? 'SendToNone'] ?? { audience: 'none', saveCopy: false };
}
