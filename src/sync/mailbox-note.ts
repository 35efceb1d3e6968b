import { Temporal } from 'temporal-polyfill';
import type { CalendarEntry } from '../model/calendar-entry.ts';
import { SideError } from '../model/problem.ts';
import type { AllDaySpan } from '../model/time.ts';
import { findUser } from '../store/users.ts';
import { readRules } from './policy.ts';
import { openSides, type SideTools } from './sides.ts';

/** An entry for the owner of a mailbox alone, which stands beside the synchronization and is taken away again. */
export interface MailboxNote {
  readonly organizationId: string;
  readonly userId: string;
  readonly mailboxAddress: string;
  /** Idempotency key, a UUID, by which it is found again. */
  readonly key: string;
  readonly subject: string;
  readonly text: string;
}

/** Writes the note into today's calendar, private and free. Throws SideError when the server does not take it. */
export async function leaveNote(tools: SideTools, note: MailboxNote, signal: AbortSignal): Promise<void> {
  const { mailbox, zone } = await openMailbox(tools, note);
  const entry = noteEntry(note, dayIn(zone, tools.now()));
  const [outcome] = await mailbox.create([{ key: note.key, entry, notify: false }], signal);
  if (outcome && !outcome.ok) throw new SideError(outcome.error);
}

/** Moves the note to Deleted Items, wherever its owner has moved it. No failure where it is gone. Throws SideError. */
export async function takeNoteAway(
  tools: SideTools,
  note: Omit<MailboxNote, 'subject' | 'text'>,
  signal: AbortSignal,
): Promise<void> {
  const { mailbox } = await openMailbox(tools, note);
  const found = (await mailbox.findByKeys([note.key], signal)).get(note.key);
  if (!found) return;
  const [outcome] = await mailbox.delete([{ id: found.id, version: null }], signal);
  if (outcome && !outcome.ok) throw new SideError(outcome.error);
}

async function openMailbox(tools: SideTools, note: Omit<MailboxNote, 'subject' | 'text'>) {
  const { organizationId, userId, mailboxAddress } = note;
  const { settings } = await readRules(tools.db, organizationId);
  const { mailbox } = await openSides(tools, settings, userId, mailboxAddress);
  const user = await findUser(tools.db, organizationId, userId);
  return { mailbox, zone: user?.timeZone ?? 'UTC' };
}

function noteEntry({ subject, text }: MailboxNote, time: AllDaySpan): CalendarEntry {
  return {
    subject,
    text,
    time,
    location: '',
    html: null,
    isPrivate: true,
    busy: 'free',
    activityType: null,
    categories: [],
    reminder: null,
    participants: [],
    recurrence: null,
  };
}

/** The day that it is in a zone, as an all-day span. */
function dayIn(zone: string, now: number): AllDaySpan {
  const day = (millis: number) =>
    Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO(zone).toPlainDate();
  const today = day(now);
  return { kind: 'allDay', start: today.toString(), end: today.add({ days: 1 }).toString() };
}
