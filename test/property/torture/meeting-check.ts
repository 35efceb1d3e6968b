/** Whether every meeting is one activity, once in each calendar, and the same in all of them. */
import type { Activity } from '../../../src/model/activity.ts';
import type { ExchangeItem } from '../../fixtures/exchange-server.ts';
import { activitiesOf } from './activity-reader.ts';
import { outgoingTypes } from './choices.ts';
import type { Meeting } from './meeting.ts';
import { tokenOf } from './thing.ts';
import type { Dweller, Town } from './town.ts';

type Item = ExchangeItem & { readonly response: string; readonly cancelled: boolean };

/** What one of the town has of a meeting. */
interface Part {
  readonly dweller: Dweller;
  readonly activities: readonly Activity[];
  readonly items: readonly Item[];
}

export async function findMeetingFaults(town: Town): Promise<string[]> {
  const parts = await Promise.all(town.dwellers.map((dweller) => readPart(town, dweller)));
  const outgoing = outgoingTypes(town);
  return town.meetings.flatMap((meeting) => {
    const own = parts.map((part) => partOf(part, meeting));
    // What does not go out at this moment stands in the activities alone, or where it stood before.
    const goesOut = own.every(({ activities }) =>
      activities.every(({ typeId }) => outgoing.includes(typeId)),
    );
    const each = goesOut ? own.flatMap((part) => partFaults(part, meeting)) : [];
    const faults = [...oneActivity(own), ...standing(own, meeting), ...each];
    return faults.map((fault) => `${meeting.thing.token}: ${fault}`);
  });
}

async function readPart(town: Town, dweller: Dweller): Promise<Part> {
  const { user } = dweller;
  const items = (await town.company.exchange.items(user.email)) as readonly Item[];
  return { dweller, activities: await activitiesOf(town, user.id), items };
}

function partOf({ dweller, activities, items }: Part, { thing: { token } }: Meeting): Part {
  return {
    dweller,
    activities: activities.filter(({ name }) => tokenOf(name) === token),
    items: items.filter(({ subject }) => tokenOf(subject) === token),
  };
}

function oneActivity(parts: readonly Part[]): string[] {
  const ids = new Set(parts.flatMap(({ activities }) => activities.map(({ id }) => id)));
  return ids.size > 1 ? [`${ids.size} activities stand for one meeting`] : [];
}

/** A meeting that nobody called off stands for its organiser; one that was, and nothing else, is nobody's activity. */
function standing(parts: readonly Part[], { organiser, isOver, isTouched, called }: Meeting): string[] {
  const stands = parts.some(({ activities }) => activities.length > 0);
  if (isOver) return stands && !isTouched ? ['its activity stands though it was called off'] : [];
  // Of a meeting from outside everybody in the company may have taken leave.
  const mustStand =
    organiser !== null || parts.some((part) => called.includes(part.dweller) && part.items.length > 0);
  return mustStand && !stands ? ['no activity stands for it'] : [];
}

const STATUSES: Readonly<Record<string, readonly string[]>> = {
  Accept: ['Accepted'],
  Tentative: ['Tentative'],
  Decline: ['Declined'],
};

/** One calendar against the activity that its owner sees. */
function partFaults({ dweller: { at, user }, activities, items }: Part, { leftUnseen }: Meeting): string[] {
  if (items.length > 1) return [`${items.length} entries in the mailbox of ${user.email}`];
  const [activity, item] = [activities[0], items[0]];
  // A meeting that was called off stays in Outlook, under its cancelled name, until its owner takes it away.
  if (item?.cancelled) return [];
  const status = activity?.participants.find(({ userId }) => userId === user.id)?.status;
  // Who has declined has it in the calendar no more, or not at all.
  if (status === 'Declined') return [];
  if (!activity && item) return [`${user.email} has it in the mailbox alone`];
  if (activity && !item && leftUnseen.has(at)) return [];
  if (activity && !item) return [`${user.email} has it in the activities alone (${status})`];
  if (!activity || !item) return [];
  return [...differences(activity, item), ...answers(item, status)].map((fault) => `${user.email}: ${fault}`);
}

function differences(activity: Activity, item: Item): string[] {
  const at = (time: string) => new Date(time).toISOString();
  const pairs = {
    subject: [activity.name, item.subject],
    location: [activity.location, item.location],
    start: [at(activity.time.start), at(item.start)],
    end: [at(activity.time.end), at(item.end)],
  };
  return Object.entries(pairs).flatMap(([field, [ours, theirs]]) =>
    ours === theirs ? [] : [`${field} ${ours} in the activity, ${theirs} in the mailbox`],
  );
}

/** What this one answered stands in the activity. */
function answers({ response }: Item, status: string | undefined): string[] {
  const wanted = STATUSES[response];
  if (!wanted || status === undefined || wanted.includes(status)) return [];
  return [`answered ${response} in the mailbox, ${status} in the activity`];
}

/** After a calm: counting begins anew, but what an edit kept from being called off goes on standing. */
export function settleMeetings(town: Town): void {
  for (const meeting of town.meetings) meeting.isTouched = meeting.isOver && meeting.isTouched;
}
