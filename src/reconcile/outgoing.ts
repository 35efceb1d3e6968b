/** How an activity is told to a mailbox. */
import type { BusyStatus, CalendarEntry, SideEntry } from '../model/calendar-entry.ts';
import type { FieldName } from '../model/fields.ts';
import type { LinkEnd } from '../model/link.ts';
import { sameWords } from './wording.ts';

/** Activities of category Personal are private in the mailbox, whatever else they say. */
function outgoingPrivacy(activity: SideEntry): boolean {
  return activity.entry.isPrivate || activity.category === 'Personal';
}

/** Absences show as out of office. */
function outgoingBusy(activity: SideEntry): BusyStatus {
  return activity.category === 'Absences' ? 'outOfOffice' : activity.entry.busy;
}

/** One shared field of an activity as the mailbox is to show it. */
export function outgoingValue(name: FieldName, activity: SideEntry): unknown {
  if (name === 'isPrivate') return outgoingPrivacy(activity);
  if (name === 'busy') return outgoingBusy(activity);
  return activity.entry[name];
}

/**
 * A new mailbox entry made of an activity; what only a mailbox can hold starts empty. In a copy for somebody
 * who takes part nobody is listed: Exchange would take its user for the organiser of one more meeting.
 */
export function toMailbox(activity: SideEntry): CalendarEntry {
  return {
    ...activity.entry,
    participants: activity.standing === 'guest' ? [] : activity.entry.participants,
    ownAnswer: null,
    isPrivate: outgoingPrivacy(activity),
    busy: outgoingBusy(activity),
    html: null,
    activityType: null,
    categories: [],
    reminder: null,
  };
}

/** A mailbox entry made again: what only the mailbox held comes back from its own last state. */
export function toMailboxAgain(activity: SideEntry, lost: LinkEnd): CalendarEntry {
  const entry = toMailbox(activity);
  const { html, text, categories, reminder } = lost.base;
  return { ...entry, html: sameWords(text, entry.text) ? html : null, categories, reminder };
}
