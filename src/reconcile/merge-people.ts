import type { Participant, ParticipantAnswer } from '../model/participant.ts';

/** The people of both halves, as they stand and as they were last synchronized. */
export interface PeopleNow {
  readonly activity: readonly Participant[];
  readonly item: readonly Participant[];
  readonly activityBase: readonly Participant[];
  readonly itemBase: readonly Participant[];
  /**
   * Addresses of those in whose own mailboxes the invitation stands. The mailbox's list may not name them (forwarded,
   * a list), and what it says of their answers may be older than what they answered.
   */
  readonly invited?: ReadonlySet<string>;
}

/** What each side is to be given; null where it has it already. */
export interface PeopleMerged {
  readonly toActivity: readonly Participant[] | null;
  readonly toMailbox: readonly Participant[] | null;
  /** Addresses that came in the mailbox, by somebody else's hand than ours. */
  readonly cameInMailbox: readonly string[];
}

/** One person on both sides, now and before. */
interface Whereabouts {
  readonly activity: Participant | undefined;
  readonly item: Participant | undefined;
  readonly activityBase: Participant | undefined;
  readonly itemBase: Participant | undefined;
}

/**
 * Merges people one by one, so that an answer that arrives on one side never takes back what somebody else
 * answered or who was added on the other. Who was added anywhere takes part, who was removed anywhere does
 * not; added on one side and removed on the other, they stay. Answers go to the activity alone: in a mailbox
 * they belong to those who give them. Who has no address cannot be told apart, and stays where they are.
 */
export function mergePeople(now: PeopleNow): PeopleMerged {
  const people = byAddress(now);
  const isInvited = (address: string) => now.invited?.has(address) === true;
  const wanted = [...people].flatMap(([address, one]) =>
    merged(isInvited(address) ? withOwnAnswer(one) : one, isInvited(address)),
  );
  return {
    toActivity: unlessSame(
      now.activity,
      wanted.flatMap(({ forActivity }) => forActivity ?? []),
      isSame,
    ),
    toMailbox: unlessSame(
      now.item,
      wanted.flatMap(({ forMailbox }) => forMailbox ?? []),
      isInvitedAlike,
    ),
    cameInMailbox: [...people]
      .filter(([, { item, itemBase }]) => item && !itemBase)
      .map(([address]) => address),
  };
}

/** The first merge: there is no base, so whoever is on either side takes part. */
export function joinPeople(
  activity: readonly Participant[],
  item: readonly Participant[],
  invited?: ReadonlySet<string>,
): Omit<PeopleMerged, 'cameInMailbox'> {
  // Most entries are nobody else's, or have the same people on both sides: then nothing has to be sorted out.
  if (isSameList(activity, item)) return { toActivity: null, toMailbox: null };
  const nobody = { activityBase: [], itemBase: [] };
  const { toActivity, toMailbox } = mergePeople({
    activity,
    item,
    ...nobody,
    ...(invited && { invited }),
  });
  return { toActivity, toMailbox };
}

function byAddress({ activity, item, activityBase, itemBase }: PeopleNow): Map<string, Whereabouts> {
  const lists = { activity, item, activityBase, itemBase };
  const people = new Map<string, Whereabouts>();
  const nobody: Whereabouts = {
    activity: undefined,
    item: undefined,
    activityBase: undefined,
    itemBase: undefined,
  };
  for (const [where, list] of Object.entries(lists))
    for (const one of list)
      if (one.address) people.set(one.address, { ...(people.get(one.address) ?? nobody), [where]: one });
  return people;
}

/** As if the mailbox's list said of the answer what the activity says. */
function withOwnAnswer(one: Whereabouts): Whereabouts {
  const { activity, item } = one;
  if (!activity || !item || item.answer === activity.answer) return one;
  return { ...one, item: { ...item, answer: activity.answer } };
}

interface Wanted {
  readonly forActivity: Participant | null;
  readonly forMailbox: Participant | null;
}

/** Who has the invitation already is not put on the mailbox's list: they would be invited once more. */
function merged(one: Whereabouts, isInvited: boolean): Wanted | [] {
  const { activity, item, activityBase, itemBase } = one;
  if (activity && item) return both(activity, item, one);
  if (activity)
    return {
      forActivity: staysIn(activityBase, itemBase) ? activity : null,
      forMailbox: crosses(activityBase) && !isInvited ? activity : null,
    };
  if (item)
    return {
      forActivity: crosses(itemBase) ? item : null,
      forMailbox: staysIn(itemBase, activityBase) ? item : null,
    };
  return [];
}

/** Somebody new on one side goes to the other; who stood on one side alone goes on doing so. */
function crosses(base: Participant | undefined): boolean {
  return base === undefined;
}

/** Gone from the other side since it stood there, they go here too, unless they came here since. */
function staysIn(base: Participant | undefined, otherBase: Participant | undefined): boolean {
  return base === undefined || otherBase === undefined;
}

function both(activity: Participant, item: Participant, one: Whereabouts): Wanted {
  const [ours, theirs] = rolesOf(activity, item, one);
  const answer = answerOf(activity, item, one);
  return { forActivity: { ...activity, role: ours, answer }, forMailbox: { ...item, role: theirs } };
}

type Role = Participant['role'];

/** A role that changed crosses, the mailbox's first; unchanged on both sides each keeps its own. */
function rolesOf(activity: Participant, item: Participant, one: Whereabouts): [Role, Role] {
  const { activityBase, itemBase } = one;
  if (!activityBase && !itemBase) return [item.role, item.role];
  if (itemBase && item.role !== itemBase.role) return [item.role, item.role];
  if (activityBase && activity.role !== activityBase.role) return [activity.role, activity.role];
  return [activity.role, item.role];
}

/** An answer that arrived in the mailbox since goes to the activity; at the first match any answer does. */
function answerOf(
  activity: Participant,
  item: Participant,
  { itemBase, activityBase }: Whereabouts,
): ParticipantAnswer {
  if (itemBase) return item.answer === itemBase.answer ? activity.answer : item.answer;
  return activityBase || item.answer === 'none' ? activity.answer : item.answer;
}

function unlessSame(
  now: readonly Participant[],
  wanted: readonly Participant[],
  same: (one: Participant, other: Participant) => boolean,
): readonly Participant[] | null {
  const named = now.filter(({ address }) => address !== '');
  const standing = new Map(named.map((one) => [one.address, one]));
  const isEqual =
    named.length === wanted.length &&
    wanted.every((one) => {
      const other = standing.get(one.address);
      return other !== undefined && same(one, other);
    });
  if (isEqual) return null;
  const nameless = now.filter(({ address }) => address === '');
  return Object.freeze([...nameless, ...wanted].sort(inOrder));
}

function isSameList(activity: readonly Participant[], item: readonly Participant[]): boolean {
  if (activity.length !== item.length) return false;
  return activity.every((one, at) => {
    const other = item[at];
    return other !== undefined && one.address === other.address && isSame(one, other);
  });
}

function inOrder(one: Participant, other: Participant): number {
  if (one.address !== other.address) return one.address < other.address ? -1 : 1;
  return one.name < other.name ? -1 : Number(one.name > other.name);
}

function isSame(one: Participant, other: Participant): boolean {
  return one.role === other.role && one.answer === other.answer;
}

function isInvitedAlike(one: Participant, other: Participant): boolean {
  return one.role === other.role;
}
