import { describe, expect, it } from 'vitest';
import { MemoryLedger, MemoryMailboxState } from '../../test/fixtures/memory-ledger.ts';
import { anEntry, MemoryMailbox } from '../../test/fixtures/memory-mailbox.ts';
import type { SideEntry } from '../model/calendar-entry.ts';
import type { Link } from '../model/link.ts';
import type { Participant } from '../model/participant.ts';
import type { MeetingFacts, MeetingQuestion, SharingLink } from '../store/meetings.ts';
import { type MeetingSetting, meetingView } from './meeting-view.ts';
import type { Look } from './observe.ts';
import { Progress } from './progress.ts';
import { SyncRun } from './sync-run.ts';

const NOTHING: MeetingFacts = { known: [], sharing: [], delivered: [], colleagues: [], underWay: [] };
const SETTING: MeetingSetting = { ownAddresses: new Set(['onni@example.org']), invitesSince: 7 };
const PAT: Participant = { address: 'pat@else.example', name: 'Pat', role: 'required', answer: 'none' };

/** A ledger that answers as if other mailboxes knew this, and keeps what it was asked. */
class KnowingLedger extends MemoryLedger {
  readonly asked: MeetingQuestion[] = [];
  readonly #facts: Partial<MeetingFacts>;

  constructor(facts: Partial<MeetingFacts>) {
    super(new MemoryMailboxState());
    this.#facts = facts;
  }

  override async meetings(question: MeetingQuestion): Promise<MeetingFacts> {
    this.asked.push(question);
    return { ...NOTHING, ...this.#facts };
  }
}

function told(id: string, changes: Partial<SideEntry> = {}, people: readonly Participant[] = []): SideEntry {
  return {
    id,
    version: 'v1',
    uid: `uid-${id}`,
    key: null,
    markedUid: null,
    entry: anEntry(`Entry ${id}`, 1, { participants: people }),
    modified: null,
    standing: 'owner',
    isCancelled: false,
    category: null,
    mayCross: true,
    ...changes,
  };
}

function look(activities: readonly SideEntry[], items: readonly SideEntry[]): Look {
  const of = (entries: readonly SideEntry[]) => ({
    entries: new Map(entries.map((one) => [one.id, one])),
    deleted: new Set<string>(),
    left: new Set<string>(),
    unreadable: new Map(),
    cursor: '',
    complete: false,
    lost: null,
    touched: new Set<string>(),
  });
  return { activities: of(activities), mailbox: of(items) };
}

/** What a run of user-1 comes to know, and what it asked for that. */
async function view(
  seen: Look,
  facts: Partial<MeetingFacts> = {},
  { links = [], world = new MemoryMailbox() }: { links?: readonly Link[]; world?: MemoryMailbox } = {},
) {
  const ledger = new KnowingLedger(facts);
  const { activities, mailbox } = world;
  const now = () => 42;
  const signal = new AbortController().signal;
  const progress = new Progress(ledger, now);
  const run = new SyncRun(
    { userId: 'user-1', activities, mailbox, ledger, progress, now, signal },
    {
      intentions: [],
      problems: [],
      held: [],
      cursors: { activities: null, mailbox: null },
      scope: null,
      place: null,
      halt: null,
      awaited: [],
      untold: [],
    },
  );
  for (const link of links) run.links.set(link.id, link);
  let settings = 0;
  const meetings = await meetingView(run, seen, async () => {
    settings += 1;
    return SETTING;
  });
  return { meetings, asked: ledger.asked, settings };
}

function linkOf(activity: SideEntry, item: SideEntry): Link {
  const end = ({ id, version, entry, standing, organiser = null }: SideEntry) => ({
    id,
    version,
    base: entry,
    standing,
    organiser,
  });
  const ends = { activity: end(activity), mailbox: end(item) };
  return { id: 'link-1', userId: 'user-1', key: null, uid: item.uid, origin: 'mailbox', ...ends };
}

function sharing(changes: Partial<SharingLink>): SharingLink {
  return {
    activityId: 'a1',
    userId: 'user-2',
    addresses: ['helmi@example.org'],
    isOn: true,
    linkId: 'l2',
    origin: 'mailbox',
    activityStanding: 'guest',
    mailboxStanding: 'guest',
    series: null,
    ...changes,
  };
}

describe('what a run asks about meetings', () => {
  it('is nothing where nobody else has to do with what it saw', async () => {
    const { meetings, asked, settings } = await view(look([told('a1')], [told('m1')]));
    expect([asked, settings]).toEqual([[], 0]);
    expect(meetings).toMatchObject({ userId: 'user-1', now: 42, invitesSince: null });
  });

  it('is whose meeting an entry is, by uid and organiser, and who has the activities of others', async () => {
    const invitation = told('m1', { standing: 'guest', organiser: PAT.address });
    const theirs = told('a1', { standing: 'guest', organiser: 'helmi@example.org' });
    const { asked, meetings } = await view(look([theirs, told('a2', {}, [PAT]), told('a3')], [invitation]));
    expect(asked).toEqual([
      {
        uids: ['uid-m1'],
        activityIds: ['a1', 'a2'],
        addresses: ['helmi@example.org', PAT.address],
        subjects: ['Entry a1', 'Entry a2'],
      },
    ]);
    expect(meetings.invitesSince).toBe(7);
  });

  it('is who shares a linked activity, where either half was told of', async () => {
    const [activity, item] = [told('a1'), told('m1', { standing: 'guest', organiser: PAT.address })];
    const links = [linkOf(activity, item)];
    const { asked } = await view(look([], [item]), {}, { links });
    expect(asked).toMatchObject([{ uids: [], activityIds: ['a1'], subjects: [] }]);
    expect((await view(look([], [told('m9')]), {}, { links })).asked).toEqual([]);
  });

  it('is the setting alone where an activity of the user’s own has people', async () => {
    const activity = told('a1', {}, [PAT]);
    const seen = look([activity], []);
    const { asked, settings } = await view(seen, {}, { links: [linkOf(activity, told('m1'))] });
    expect([asked.flatMap(({ activityIds }) => activityIds), settings]).toEqual([[], 1]);
  });
});

describe('what a run knows of meetings', () => {
  const invitation = told('m1', { standing: 'guest', organiser: PAT.address });
  const fact = { uid: 'uid-m1', activityId: null, abandonedKey: null };

  it('is the activity of a meeting, told or read, and who shares it', async () => {
    const world = new MemoryMailbox();
    const made = world.activities.calendar.create(anEntry('Steering'));
    const known = [{ ...fact, activityId: made.id }];
    const { meetings, asked } = await view(look([], [invitation]), { known }, { world });
    expect(meetings.byUid.get('uid-m1')).toMatchObject({ activityId: made.id, activity: { id: made.id } });
    expect(asked.map(({ activityIds }) => activityIds)).toEqual([[], [made.id]]);
  });

  it('is that an activity is somebody else’s where it does not stand in the user’s calendar', async () => {
    const { meetings } = await view(look([], [invitation]), { known: [{ ...fact, activityId: 'a9' }] });
    expect(meetings.byUid.get('uid-m1')).toEqual({ activityId: 'a9', activity: null });
  });

  it('is that another run is making it', async () => {
    const { meetings } = await view(look([], [invitation]), { known: [fact] });
    expect(meetings.byUid.get('uid-m1')).toEqual({ activityId: null, activity: null });
  });

  it('is what somebody left half made who does not come back, or nothing where it was never made', async () => {
    const world = new MemoryMailbox();
    const signal = new AbortController().signal;
    const [made] = await world.activities.create([{ key: 'key-1', entry: anEntry('Steering') }], signal);
    const left = (abandonedKey: string) =>
      view(look([], [invitation]), { known: [{ ...fact, abandonedKey }] }, { world });
    const found = (await left('key-1')).meetings.byUid.get('uid-m1');
    expect(found?.activity?.entry.subject).toBe('Steering');
    expect(found?.activityId).toBe(made?.ok ? made.value.id : '');
    expect((await left('key-2')).meetings.byUid.size).toBe(0);
  });

  it('is who decides: the organiser’s copy, else the owner’s invitation, else the first one', async () => {
    const seen = look([told('a1', { standing: 'guest', organiser: 'helmi@example.org' })], []);
    const own = sharing({ userId: 'user-1', linkId: 'l1' });
    const roles = async (...links: SharingLink[]) =>
      (await view(seen, { sharing: links })).meetings.byActivity.get('a1');
    expect(await roles()).toMatchObject({ hasOrganiser: false, speaks: true, heirId: null });
    const organises = sharing({ mailboxStanding: 'owner', activityStanding: 'owner', userId: 'user-3' });
    expect(await roles(own, organises)).toMatchObject({
      hasOrganiser: true,
      speaks: false,
      heirId: 'user-3',
    });
    expect(await roles(own, sharing({}))).toMatchObject({ speaks: true, heirId: 'user-2' });
    expect(await roles(own, sharing({ activityStanding: 'owner' }))).toMatchObject({ speaks: false });
    expect((await roles(own, sharing({})))?.invited).toEqual(new Set(['helmi@example.org']));
  });

  it('takes a colleague’s entry that Tahti made for no organiser’s, and one that a person made for one', async () => {
    const seen = look([told('a1', { standing: 'guest', organiser: 'helmi@example.org' })], []);
    const owners = sharing({ mailboxStanding: 'owner' });
    const of = async (origin: SharingLink['origin']) =>
      (await view(seen, { sharing: [{ ...owners, origin }] })).meetings.byActivity.get('a1');
    expect(await of('activities')).toMatchObject({ hasOrganiser: false, heirId: null });
    expect(await of('mailbox')).toMatchObject({ hasOrganiser: true });
    expect(await of('matched')).toMatchObject({ hasOrganiser: true });
  });

  it('is to whom it was delivered, and which new activity is being recorded just now', async () => {
    const theirs = told('a1', { standing: 'guest', organiser: 'helmi@example.org' });
    const { meetings } = await view(look([theirs], []), {
      delivered: [{ activityId: 'a1', addresses: ['onni@example.org'] }],
      underWay: ['Entry a1'],
      colleagues: [{ address: 'helmi@example.org', userId: 'user-2' }],
    });
    expect(meetings.byActivity.get('a1')).toMatchObject({
      delivered: new Set(['onni@example.org']),
      isUnderWay: true,
    });
    expect(meetings.colleagues.get('helmi@example.org')).toBe('user-2');
  });
});
