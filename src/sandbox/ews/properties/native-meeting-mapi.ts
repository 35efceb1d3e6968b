import type { BusyStatus, Item, ResponseType } from '../../mailbox-store/item.ts';

type ReadNumber = (item: Item) => number | undefined;

/** PidLidBusyStatus ([MS-OXOCAL] 2.2.1.2). */
export const busyNumbers: Readonly<Record<BusyStatus, number>> = {
  Free: 0,
  Tentative: 1,
  Busy: 2,
  OOF: 3,
  WorkingElsewhere: 4,
  NoData: 0,
};

/** PidLidResponseStatus ([MS-OXOCAL] 2.2.1.11). */
const responseNumbers: Readonly<Record<ResponseType, number>> = {
  Unknown: 0,
  Organizer: 1,
  Tentative: 2,
  Accept: 3,
  Decline: 4,
  NoResponseReceived: 5,
};

/** Numbers of meetings by their long id in the set Appointment ([MS-OXPROPS]). */
export const meetingNumbers: readonly (readonly [longId: number, read: ReadNumber])[] = [
  [0x8201, (item) => item.meetingSequence],
  [0x8218, (item) => responseNumbers[item.response]],
  [0x8224, (item) => (item.message ? busyNumbers[item.message.intendedBusyStatus] : undefined)],
];
