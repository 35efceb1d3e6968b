import type { ExchangeItem } from '../../fixtures/exchange-server.ts';
import { type Thing, tokenOf } from './thing.ts';
import type { Dweller, Town } from './town.ts';

/** How many are called at once, the one who calls aside. */
const MOST_GUESTS = 2;

/** Somebody in another company. */
export const OUTSIDER = { name: 'Pat', address: 'pat@else.example' };

/** An entry of several people: called in Outlook, from outside, or made as an activity with participants. */
export interface Meeting {
  readonly thing: Thing;
  readonly kind: 'outlook' | 'outside' | 'activity';
  /** Who called it; null for somebody outside. */
  readonly organiser: Dweller | null;
  /** Those who are called now, as their organiser last said. */
  called: readonly Dweller[];
  /** Addresses of all who were ever called, and of those among them who were taken off the list. */
  readonly everCalled: Set<string>;
  readonly removed: Set<string>;
  /** How often each has answered on the calendar page, by address. */
  readonly answers: Map<string, number>;
  /**
   * Those who took it out of their calendar before Tahti had ever seen it there, by their place among the users: no
   * server tells of that, so their activities go on showing it as one that they were invited to.
   */
  readonly leftUnseen: Set<number>;
  /** Its organiser called it off. */
  isOver: boolean;
  /** Something was done to it since the last calm, besides calling it off: then an edit may have beaten that. */
  isTouched: boolean;
  /** When somebody last did something to it (`Town.moment`). */
  moment: number;
}

type Kind = Meeting['kind'];

export function someGuests(town: Town, organiser: Dweller | null): Dweller[] {
  const others = town.chance.shuffled(town.dwellers.filter((one) => one !== organiser));
  return others.slice(0, town.chance.int(1, MOST_GUESTS));
}

/** One of those who are called now; null where everybody was left out. */
export function someGuest({ chance }: Town, { called }: Meeting): Dweller | null {
  return called.length > 0 ? chance.pick(called) : null;
}

/** A meeting of which nobody has heard yet; `outside`: somebody in another company is called, too. */
export function begin(
  town: Town,
  kind: Kind,
  organiser: Dweller | null,
  called: readonly Dweller[],
  outside = false,
): Meeting {
  const owner = organiser ?? called[0] ?? town.someone();
  const thing = town.make(owner, kind === 'activity' ? 'activities' : 'mailbox');
  thing.isMeeting = true;
  const meeting: Meeting = {
    thing,
    kind,
    organiser,
    called,
    everCalled: new Set([...called.map(({ user }) => user.email), ...(outside ? [OUTSIDER.address] : [])]),
    removed: new Set(),
    answers: new Map(),
    leftUnseen: new Set(),
    isOver: false,
    isTouched: true,
    moment: town.moment,
  };
  town.meetings.push(meeting);
  return meeting;
}

/** Somebody does something to it. */
export function touch(town: Town, meeting: Meeting): void {
  meeting.isTouched = true;
  meeting.moment = town.moment;
}

/** A meeting that goes on, of one of these kinds; null where there is none. */
export function choose(town: Town, ...kinds: readonly Kind[]): Meeting | null {
  const going = town.meetings.filter(({ kind, isOver }) => !isOver && kinds.includes(kind));
  return going.length > 0 ? town.chance.pick(going) : null;
}

/** Those that stand in their guests' mailboxes as invitations. */
export function invitingKinds({ isInviting }: Town): readonly Kind[] {
  return isInviting ? ['outlook', 'outside', 'activity'] : ['outlook', 'outside'];
}

/** A subject that no meeting had before. */
export function named(town: Town, { thing }: Meeting): string {
  return `${thing.token} ${town.word()} Kokous`;
}

/** The entry that somebody has of a meeting, unless it was called off. */
export async function itemOf(
  town: Town,
  dweller: Dweller,
  { thing }: Meeting,
): Promise<ExchangeItem | undefined> {
  const items = await town.company.exchange.items(dweller.user.email);
  return items.find(({ subject }) => tokenOf(subject) === thing.token && !subject.startsWith('Canceled'));
}
