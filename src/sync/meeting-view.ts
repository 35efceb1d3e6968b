import type { SideEntry } from '../model/calendar-entry.ts';
import { type KnownMeeting, type MeetingView, NO_MEETINGS, type SharedActivity } from '../model/meeting.ts';
import type { MeetingFacts, MeetingQuestion, SharingLink } from '../store/meetings.ts';
import type { Look } from './observe.ts';
import type { SyncRun } from './sync-run.ts';

/** What decides who is invited, and whose mailbox this is. */
export interface MeetingSetting {
  /** Addresses of the mailbox, lower case. */
  readonly ownAddresses: ReadonlySet<string>;
  /** See `MeetingView.invitesSince`. */
  readonly invitesSince: number | null;
}

/**
 * Finds out what the company's other mailboxes know of the meetings of a look. Nothing is asked where a look
 * has none: the usual entry concerns nobody else.
 */
export async function meetingView(
  run: SyncRun,
  look: Look,
  setting: () => Promise<MeetingSetting>,
): Promise<MeetingView> {
  const about = questionOf(run, look);
  if (!isAsked(about.question) && !hasPeople(look))
    return { ...NO_MEETINGS, userId: run.userId, now: run.now() };
  const facts = await run.ledger.meetings(about.question);
  const byUid = await knownMeetings(run, look, facts);
  const known = [...byUid.values()].flatMap(({ activityId }) => activityId ?? []);
  const further = await factsAbout(run, about.question, known);
  return {
    userId: run.userId,
    ...(await setting()),
    colleagues: new Map(facts.colleagues.map(({ address, userId }) => [address, userId])),
    byUid,
    byActivity: sharedActivities(run, about, [facts, further]),
    now: run.now(),
  };
}

interface About {
  readonly question: MeetingQuestion;
  /** Activities that are new to the user, by id. */
  readonly newcomers: ReadonlyMap<string, SideEntry>;
}

function questionOf(run: SyncRun, look: Look): About {
  const linkedActivities = new Set<string>();
  const linkedItems = new Set<string>();
  const activityIds = new Set<string>();
  const addresses = new Set<string>();
  for (const { activity, mailbox } of run.links.values()) {
    linkedActivities.add(activity.id);
    linkedItems.add(mailbox.id);
    const isShared = activity.standing === 'guest' || mailbox.standing === 'guest' || mailbox.organiser;
    if (!isShared || !isSeen(look, activity.id, mailbox.id)) continue;
    activityIds.add(activity.id);
    if (mailbox.organiser) addresses.add(mailbox.organiser);
  }
  const newcomers = newOnes(look.activities.entries, linkedActivities);
  for (const [id, { organiser, standing, entry }] of newcomers) {
    if (standing === 'guest' || entry.participants.length > 0) activityIds.add(id);
    if (organiser) addresses.add(organiser);
  }
  for (const { organiser } of look.mailbox.entries.values()) if (organiser) addresses.add(organiser);
  const items = [...newOnes(look.mailbox.entries, linkedItems).values()];
  const uids = items.flatMap(({ uid, organiser }) => (uid !== null && organiser ? [uid] : []));
  const subjects = [...activityIds].flatMap((id) => newcomers.get(id)?.entry.subject ?? []);
  const question = { uids, activityIds: [...activityIds], addresses: [...addresses], subjects };
  return { question, newcomers };
}

function isAsked({ uids, activityIds, addresses }: MeetingQuestion): boolean {
  return uids.length + activityIds.length + addresses.length > 0;
}

/** Whether an activity was told that others take part in: they may have to be invited. */
function hasPeople({ activities }: Look): boolean {
  return [...activities.entries.values()].some(({ entry }) => entry.participants.length > 0);
}

function isSeen({ activities, mailbox }: Look, activityId: string, itemId: string): boolean {
  const isTold = (told: Look['mailbox'], id: string) => told.entries.has(id) || told.deleted.has(id);
  return isTold(activities, activityId) || isTold(mailbox, itemId);
}

function newOnes(
  entries: ReadonlyMap<string, SideEntry>,
  linked: ReadonlySet<string>,
): ReadonlyMap<string, SideEntry> {
  return new Map([...entries].filter(([id]) => !linked.has(id)));
}

/**
 * The known meetings with their activities as this user's calendar has them, read where they were not told. What a
 * user was making who does not come back to it is looked for by its key; never made, it is anybody's to make.
 */
async function knownMeetings(
  run: SyncRun,
  look: Look,
  { known }: MeetingFacts,
): Promise<ReadonlyMap<string, KnownMeeting>> {
  const read = await readUntold(run, look, known);
  const keys = known.flatMap(({ abandonedKey }) => abandonedKey ?? []);
  const left = keys.length > 0 ? await run.activities.findByKeys(keys, run.signal) : NOBODYS;
  const meetings = new Map<string, KnownMeeting>();
  for (const { uid, activityId, abandonedKey } of known) {
    const activity = abandonedKey === null ? read(activityId) : (left.get(abandonedKey) ?? null);
    if (abandonedKey === null) meetings.set(uid, { activityId, activity });
    else if (activity) meetings.set(uid, { activityId: activity.id, activity });
  }
  return meetings;
}

const NOBODYS: ReadonlyMap<string, SideEntry> = new Map();

async function readUntold(run: SyncRun, { activities }: Look, known: MeetingFacts['known']) {
  const wanted = known.flatMap(({ activityId }) => activityId ?? []);
  const untold = wanted.filter((id) => !activities.entries.has(id));
  const read = untold.length > 0 ? await run.activities.read(untold, run.signal) : NOBODYS;
  return (id: string | null) => (id === null ? null : (activities.entries.get(id) ?? read.get(id) ?? null));
}

/** The same questions about the activities of known meetings, which nothing in the look named. */
async function factsAbout(
  run: SyncRun,
  asked: MeetingQuestion,
  activityIds: readonly string[],
): Promise<MeetingFacts | null> {
  const unasked = activityIds.filter((id) => !asked.activityIds.includes(id));
  if (unasked.length === 0) return null;
  return run.ledger.meetings({ uids: [], activityIds: unasked, addresses: [], subjects: [] });
}

function sharedActivities(
  run: SyncRun,
  { question, newcomers }: About,
  parts: readonly (MeetingFacts | null)[],
): ReadonlyMap<string, SharedActivity> {
  const facts = parts.filter((part) => part !== null);
  const sharing = Map.groupBy(
    facts.flatMap((part) => part.sharing),
    ({ activityId }) => activityId,
  );
  const delivered = Map.groupBy(
    facts.flatMap((part) => part.delivered),
    ({ activityId }) => activityId,
  );
  const underWay = new Set(facts.flatMap((part) => part.underWay));
  const ids = new Set([...question.activityIds, ...sharing.keys(), ...delivered.keys()]);
  return new Map(
    [...ids].map((id) => [
      id,
      {
        ...roles(run.userId, sharing.get(id) ?? []),
        delivered: new Set((delivered.get(id) ?? []).flatMap(({ addresses }) => addresses)),
        isUnderWay: underWay.has(newcomers.get(id)?.entry.subject ?? '') && newcomers.has(id),
      },
    ]),
  );
}

type Roles = Pick<SharedActivity, 'invited' | 'otherCopies' | 'hasOrganiser' | 'speaks' | 'heirId'>;

/** Who decides among those who synchronize the activity: the organiser's copy, else its owner, else the first. */
function roles(userId: string, links: readonly SharingLink[]): Roles {
  const others = links.filter((link) => link.userId !== userId);
  const organiser = others.find((link) => link.isOn && isOrganisers(link));
  const invited = links.filter(({ mailboxStanding, isOn }) => mailboxStanding === 'guest' && isOn);
  const speaker = invited.find(({ activityStanding }) => activityStanding === 'owner') ?? invited[0];
  const guests = others.filter(({ mailboxStanding }) => mailboxStanding === 'guest');
  return {
    invited: new Set(guests.flatMap(({ addresses }) => addresses)),
    // Who has paused hears of nothing now: a day that was called off since still stands in what they had.
    otherCopies: guests.flatMap(({ isOn, series }) => (isOn && series ? [series] : [])),
    hasOrganiser: organiser !== undefined,
    speaks: organiser === undefined && (speaker === undefined || speaker.userId === userId),
    // Rather somebody who has paused than nobody: an activity that is deleted forgets who declined it.
    heirId: (organiser ?? guests.find(({ isOn }) => isOn) ?? guests[0])?.userId ?? null,
  };
}

/** The activity's owner with an entry of their own, or the organiser of a meeting that a mailbox brought. */
function isOrganisers({ mailboxStanding, activityStanding, origin }: SharingLink): boolean {
  return mailboxStanding === 'owner' && (activityStanding === 'owner' || origin !== 'activities');
}
