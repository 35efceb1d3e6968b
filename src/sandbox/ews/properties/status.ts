import { type Item, isMeeting } from '../../mailbox-store/item.ts';
import type { PropertyDefinition } from './property.ts';
import { choice, computed, flag } from './scalar.ts';

/** Bits of AppointmentState (MS-OXOCAL 2.2.1.10): a meeting, received from another, cancelled. */
const meetingBit = 1;
const receivedBit = 2;
const cancelledBit = 4;

/** The bits of an item: PidLidAppointmentStateFlags. */
export function appointmentState(item: Item): number {
  const received = item.response !== 'Organizer' && item.response !== 'Unknown';
  const meeting = isMeeting(item) ? meetingBit : 0;
  return meeting + (received ? receivedBit : 0) + (item.cancelled ? cancelledBit : 0);
}

/** Free or busy, meeting or not, alive or cancelled. */
export const statusProperties: readonly PropertyDefinition[] = [
  choice('calendar:LegacyFreeBusyStatus', 'default', 'busyStatus', 'Busy'),
  computed('calendar:IntendedFreeBusyStatus', 'asked', (item) => item.busyStatus),
  computed('calendar:IsMeeting', 'all', isMeeting),
  computed('calendar:IsCancelled', 'all', (item) => item.cancelled),
  computed('calendar:MeetingRequestWasSent', 'all', (item) => item.requestSent),
  flag('calendar:IsResponseRequested', 'all', 'responseRequested', true),
  computed('calendar:IsOrganizer', 'asked', (item) => item.response === 'Organizer', 'calculated'),
  computed('calendar:AppointmentSequenceNumber', 'all', (item) => item.meetingSequence),
  computed('calendar:AppointmentState', 'all', appointmentState),
  flag('calendar:IsOnlineMeeting', 'all', 'isOnline', false),
];
