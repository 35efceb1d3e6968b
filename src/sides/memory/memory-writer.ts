import type { CalendarEntry, EntryPatch, SideEntry } from '../../model/calendar-entry.ts';
import type { SideName } from '../../model/link.ts';
import type { ParticipantAnswer } from '../../model/participant.ts';
import type { ErrorKind } from '../../model/problem.ts';
import type { CreateRequest, DeleteRequest, Outcome, UpdateRequest } from '../side.ts';
import type { EntryFacts, MemoryCalendar } from './memory-calendar.ts';
import { memoryDetails } from './memory-errors.ts';
import {
  type MemoryMail,
  mailsOfAnswer,
  mailsOfCreate,
  mailsOfDelete,
  mailsOfUpdate,
} from './memory-mails.ts';

/** Carries out single writes of one calendar, as its server would, and keeps the mails that they send. */
export class MemoryWriter {
  /** Every mail that was sent, in order. */
  readonly mails: MemoryMail[] = [];
  readonly calendar: MemoryCalendar;
  readonly #name: SideName;
  readonly #userId: string;

  constructor(calendar: MemoryCalendar, name: SideName, userId: string) {
    this.calendar = calendar;
    this.#name = name;
    this.#userId = userId;
  }

  /** Activities are shared with colleagues; each mailbox has entries of its own. */
  get #isShared(): boolean {
    return this.#name === 'activities';
  }

  create({ key, entry, notify, ownerId, joins }: CreateRequest): Outcome<SideEntry> {
    if (joins !== undefined) return this.#join(joins, entry.ownAnswer ?? 'none', ownerId);
    const before = this.calendar.madeWith(key);
    if (before) return { ok: true, value: before };
    if (endsBeforeItStarts(entry)) return this.#refuse('entry', 'MEMORY_END_BEFORE_START');
    const made = this.calendar.createMarked(entry, key, this.#ownership(ownerId));
    if (notify && !this.#isShared) this.mails.push(...mailsOfCreate(made));
    return { ok: true, value: made };
  }

  #ownership(ownerId: string | undefined): EntryFacts {
    if (!this.#isShared || ownerId === undefined) return {};
    return { standing: ownerId === this.#userId ? 'owner' : 'guest' };
  }

  #join(id: string, answer: ParticipantAnswer, ownerId: string | undefined): Outcome<SideEntry> {
    const joined = this.calendar.join(id, answer);
    const owned = joined && ownerId !== undefined ? this.#own(id, ownerId, {}) : joined;
    return owned ? { ok: true, value: owned } : this.#refuse('gone', 'MEMORY_NOT_FOUND');
  }

  /** Changes the named fields, and who owns the activity; who owned it until now takes part. */
  #own(id: string, ownerId: string | undefined, patch: EntryPatch): SideEntry | undefined {
    const stands = this.calendar.get(id);
    const facts = this.#ownership(ownerId);
    const isGivenAway = stands?.standing === 'owner' && facts.standing === 'guest';
    return this.calendar.update(id, isGivenAway ? { ...patch, ownAnswer: 'accepted' } : patch, facts);
  }

  update({ id, version, patch, notify, ownerId }: UpdateRequest): Outcome<SideEntry> {
    const stands = this.calendar.get(id);
    if (!stands) return this.#refuse('gone', 'MEMORY_NOT_FOUND');
    if (stands.version !== version) return this.#refuse('stale', 'MEMORY_STALE');
    if (endsBeforeItStarts({ ...stands.entry, ...patch }))
      return this.#refuse('entry', 'MEMORY_END_BEFORE_START');
    const { ownAnswer, ...fields } = patch;
    const answer = this.#answerIn(stands, ownAnswer);
    if (answer && stands.isCancelled) return this.#refuse('entry', 'MEMORY_CANCELLED');
    const answered = ownAnswer === undefined ? {} : { ownAnswer: answer ?? stands.entry.ownAnswer ?? null };
    const value = this.#own(id, ownerId, { ...fields, ...answered });
    if (!value) return this.#refuse('gone', 'MEMORY_NOT_FOUND');
    if (notify && !this.#isShared) this.#tell(stands, value, fields, answer);
    return answer === 'declined' ? this.#declined(value) : { ok: true, value };
  }

  /** The answer that a patch gives; null where nobody is asked, or it was given already. */
  #answerIn({ standing, entry }: SideEntry, answer: CalendarEntry['ownAnswer']): ParticipantAnswer | null {
    const isGiven = standing === 'guest' && answer && answer !== 'none' && answer !== entry.ownAnswer;
    return isGiven ? answer : null;
  }

  #tell(before: SideEntry, after: SideEntry, fields: EntryPatch, answer: ParticipantAnswer | null): void {
    if (answer) this.mails.push(...mailsOfAnswer(before, answer));
    else if (before.standing === 'owner') this.mails.push(...mailsOfUpdate(before, after, fields));
  }

  /** A declined meeting leaves the mailbox; a declined activity goes on standing for others. */
  #declined(value: SideEntry): Outcome<SideEntry> {
    if (this.#isShared) {
      this.calendar.leave(value.id);
      return { ok: true, value };
    }
    this.calendar.delete(value.id);
    return this.#refuse('gone', 'MEMORY_LEFT');
  }

  delete({ id, version, notify, heirId }: DeleteRequest): Outcome<null> {
    const stands = this.calendar.get(id);
    if (stands && version !== null && stands.version !== version)
      return this.#refuse('stale', 'MEMORY_STALE');
    if (notify && stands && !this.#isShared) this.mails.push(...mailsOfDelete(stands));
    const isLeft = this.#isShared && stands && (heirId !== undefined || stands.standing === 'guest');
    if (isLeft) this.calendar.leave(id);
    else this.calendar.delete(id);
    return { ok: true, value: null };
  }

  #refuse(kind: ErrorKind, code: string): Outcome<never> {
    return { ok: false, error: memoryDetails(this.#name, kind, code) };
  }
}

function endsBeforeItStarts(entry: CalendarEntry): boolean {
  return entry.time.end < entry.time.start;
}
