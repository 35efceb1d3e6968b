/** Whether both calendars of everybody are whole: each rule written here anew, from what people were promised. */
import { activitiesOf, readActivities } from './activity-reader.ts';
import { outgoingTypes } from './choices.ts';
import { type MailboxSeen, readMailbox } from './mailbox-reader.ts';
import { leftAloneOf, problemsOf, type Trouble } from './remembered.ts';
import type { CalendarSeen, Seen } from './seen.ts';
import type { FollowedField, Thing } from './thing.ts';
import { tokenOf } from './thing.ts';
import type { Dweller, Town } from './town.ts';

/** Days ahead that are compared; beyond them both readers stop somewhere. */
const AHEAD = 100;

/** One user's calendars as they were read. */
interface Both {
  readonly activities: CalendarSeen;
  readonly mailbox: MailboxSeen;
  /** Of what was set aside, and what was left alone on purpose, as the log tells it. */
  readonly problems: readonly Trouble[];
  readonly leftAlone: readonly Trouble[];
  /** Tokens of activities that are free or out of office whatever anybody sets: to-dos and absences. */
  readonly fixedBusy: ReadonlySet<string>;
  /** Tokens of activities that do not go out: project tasks, and types that were not chosen. */
  readonly staysHome: ReadonlySet<string>;
}

/** All that is wrong, in sentences; nothing where both calendars of everybody are whole. */
export async function findFaults(town: Town): Promise<string[]> {
  const faults: string[] = [];
  for (const dweller of town.dwellers) {
    const both = await readBoth(town, dweller);
    const name = town.nameOf(dweller);
    for (const problem of both.problems)
      faults.push(`${name}: ${problem.subject} is still set aside (${problem.code})`);
    const own = [...town.things.values()].filter(
      ({ owner, isMeeting }) => owner === dweller.at && !isMeeting,
    );
    for (const thing of own) faults.push(...faultsOf(town, thing, both).map((fault) => `${name}: ${fault}`));
    for (const token of [...both.activities.ids.keys(), ...both.mailbox.ids.keys()])
      if (!town.thingOf(token).isMeeting && town.thingOf(token).owner !== dweller.at)
        faults.push(`${name}: ${token} stands in a calendar that is not its own`);
  }
  return faults;
}

async function readBoth(town: Town, dweller: Dweller): Promise<Both> {
  const outgoing = outgoingTypes(town);
  const listed = await activitiesOf(town, dweller.user.id);
  const home = listed.filter(({ category, typeId }) => category === 'Task' || !outgoing.includes(typeId));
  const fixed = listed.filter(({ category, hasDuration }) => category === 'Absences' || !hasDuration);
  return {
    activities: await readActivities(town, dweller),
    mailbox: await readMailbox(dweller.owner),
    problems: await problemsOf(town, dweller),
    leftAlone: await leftAloneOf(town, dweller),
    fixedBusy: new Set(fixed.flatMap(({ name }) => tokenOf(name) ?? [])),
    staysHome: new Set(home.flatMap(({ name }) => tokenOf(name) ?? [])),
  };
}

function faultsOf(town: Town, thing: Thing, both: Both): string[] {
  const { token } = thing;
  const [activities, items] = [both.activities, both.mailbox].map(({ ids }) => ids.get(token)?.length ?? 0);
  const faults = [
    ...(Math.max(activities ?? 0, items ?? 0) > thing.most
      ? [`${token} is doubled: ${activities} activities, ${items} items`]
      : []),
    ...fateFaults(thing, (activities ?? 0) + (items ?? 0) > 0),
  ];
  const isWhole = (activities ?? 0) > 0 && (items ?? 0) > 0;
  if (!isWhole) return [...faults, ...halfFaults(thing, both, activities ?? 0, items ?? 0)];
  faults.push(...differences(thing, both));
  faults.push(...lostEdits(thing, both), ...lostMailboxOnly(thing, both));
  town.tally.compared += 1;
  return faults;
}

function fateFaults(thing: Thing, stands: boolean): string[] {
  const fate = thing.fate();
  if (fate === 'stands' && !stands) return [`${thing.token} is lost: nobody deleted it`];
  if (fate === 'gone' && stands) return [`${thing.token} stands though it was deleted and nobody edited it`];
  return [];
}

/** What stands on one side alone needs a reason: it does not go out, or the log says why it was left alone. */
function halfFaults({ token }: Thing, both: Both, activities: number, items: number): string[] {
  if (activities + items === 0) return [];
  const isExplained = both.leftAlone.some(({ subject }) => tokenOf(subject) === token);
  if (activities > 0 && (both.staysHome.has(token) || isExplained)) return [];
  if (items > 0 && isExplained) return [];
  return [`${token} stands in the ${activities > 0 ? 'activities' : 'mailbox'} alone`];
}

/** Occurrence by occurrence, the two sides say the same. */
function differences(thing: Thing, both: Both): string[] {
  const { token, most } = thing;
  const isLeftAlone = both.leftAlone.some((one) => tokenOf(one.subject) === token);
  const [ours, theirs] = [both.activities, both.mailbox].map((side) => shown(side, token));
  if (!ours || !theirs) return [];
  // Of several entries with one name, one may have been left alone; the log says so.
  if (most > 1 && isLeftAlone) return [];
  const hasOwnBusy = thing.hasOwnBusy && both.fixedBusy.has(token);
  const faults = most > 1 ? [] : [ours, theirs].flatMap((list) => doublesIn(list));
  if (ours.length !== theirs.length) {
    const times = [ours, theirs].map((list) => list.map(({ start }) => start).join(' '));
    return [...faults, `${token} differs: activities ${times[0]}; mailbox ${times[1]}`];
  }
  // How many empty lines a paragraph makes is a matter of who turns it into text.
  const isHtml = both.mailbox.html.has(token);
  const value = (seen: Seen | undefined, field: keyof Seen) =>
    isHtml && field === 'text' ? String(seen?.text).replace(/\n\s*\n/g, '\n') : String(seen?.[field]);
  for (const [at, our] of ours.entries()) {
    const their = theirs[at];
    for (const field of Object.keys(our) as (keyof Seen)[])
      if (
        field !== 'people' &&
        !(field === 'busy' && hasOwnBusy) &&
        value(our, field) !== value(their, field)
      )
        faults.push(`${token} differs in ${field} at ${our.start}: ${contrast(our[field], their?.[field])}`);
  }
  return faults;
}

function contrast(ours: unknown, theirs: unknown): string {
  return `${JSON.stringify(ours)} in the activities, ${JSON.stringify(theirs)} in the mailbox`;
}

function shown({ occurrences }: CalendarSeen, token: string): readonly Seen[] {
  const end = new Date(Date.now() + AHEAD * 86_400_000).toISOString();
  return occurrences.filter((one) => one.token === token && one.start < end);
}

function doublesIn(list: readonly Seen[]): string[] {
  return list.flatMap(({ token, start, subject }, at) =>
    list[at - 1]?.start === start && list[at - 1]?.subject === subject
      ? [`${token} stands twice at ${start}`]
      : [],
  );
}

/**
 * What people wrote since the last calm stands: on each side the last value counts, and where both sides wrote, the
 * conflict's winner is one of the two. Where something was deleted as well, what was made again may be older.
 */
function lostEdits(thing: Thing, both: Both): string[] {
  if (thing.deleted.size > 0) return [];
  const list = shown(both.mailbox, thing.token);
  return [...thing.said].flatMap(([field, values]) => {
    const wanted = [...values.values()];
    const stands = list.some((seen) => wanted.some((value) => isSaid(field, seen, value)));
    return stands || list.length === 0 ? [] : [`${thing.token} lost the ${field} ${wanted.join(' or ')}`];
  });
}

function isSaid(field: FollowedField, seen: Seen, value: string): boolean {
  const is = String(seen[field]);
  return field === 'start' || field === 'isPrivate' ? is === value : is.includes(value);
}

/** Colours, reminder and markup are what the owner made them: no write of Tahti's destroys them. */
function lostMailboxOnly({ token, carried, most }: Thing, { mailbox }: Both): string[] {
  const stands = mailbox.carried.get(token);
  if (!stands || most > 1) return [];
  const { categories, reminder, bold } = carried;
  const isKept = (wanted: unknown, is: unknown) =>
    wanted === undefined || JSON.stringify(wanted) === JSON.stringify(is);
  return [
    ...(isKept(categories, stands.categories) ? [] : [`${token} lost its categories: ${stands.categories}`]),
    ...(isKept(reminder, stands.reminder)
      ? []
      : [`${token} lost its reminder: ${stands.reminder}, not ${reminder}`]),
    ...(isKept(bold, stands.bold) ? [] : [`${token} lost its markup: ${stands.body}`]),
  ];
}

/** After a calm without faults: counting begins anew. */
export async function settleThings(town: Town): Promise<void> {
  for (const dweller of town.dwellers) {
    const { activities, mailbox } = await readBoth(town, dweller);
    for (const thing of town.things.values())
      if (thing.owner === dweller.at)
        thing.settle(activities.ids.has(thing.token) || mailbox.ids.has(thing.token));
  }
}
