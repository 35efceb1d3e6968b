/** Somebody switches off and has taken back what Tahti made; later they switch on again. */

import { readActivities } from './activity-reader.ts';
import { Broken } from './broken.ts';
import { readMailbox } from './mailbox-reader.ts';
import { runOf } from './runs.ts';
import type { CalendarSeen } from './seen.ts';
import { type Thing, tokenOf } from './thing.ts';
import type { Dweller, Town } from './town.ts';
import type { Happening } from './trouble.ts';

type Side = Thing['origin'];

/** On which side the copies stand that are to go, by token, of each who is having them taken back. */
const going = new WeakMap<Dweller, ReadonlyMap<string, Side>>();

export const takeBack: Happening = async (town) => {
  const dweller = town.someone();
  if (!(await town.company.isSwitchedOn(dweller.user))) return false;
  going.set(dweller, await copiesOf(town, dweller));
  const before = await standing(town, dweller);
  forgetCopies(town, dweller);
  forgetLeaving(town, dweller, before);
  await town.company.switchOff(dweller.user, 'takeBack');
  // Away, and back again.
  town.deeds.upheavals += 2;
  const ending = town.chance.happens(75) ? await runOf(town, dweller) : 'later';
  town.tell(`${town.nameOf(dweller)} switches off and takes back what was made (${ending})`);
  if (ending === 'well') town.tally.takenBack += 1;
  const lost = town.isListening ? [] : await lostByIt(town, dweller, before);
  if (lost.length > 0) throw new Broken(lost);
  return true;
};

/** What people did to copies before they went is gone with them: they were told so. */
export function forgetCopies(town: Town, dweller: Dweller): void {
  for (const [token, side] of going.get(dweller) ?? []) {
    const thing = town.things.get(token);
    if (!thing) continue;
    // It may have crossed before: then what the other side was given earlier stands no more, either.
    for (const [field, values] of thing.said) if (values.has(side)) thing.said.delete(field);
    if (side === 'mailbox') thing.carried = {};
    // Whether the deletion or the taking back came first, nobody can say: what was kept crosses anew.
    if (thing.deleted.size > 0) for (const each of ['activities', 'mailbox'] as const) thing.edited.add(each);
  }
}

/** A meeting that they left a moment ago: with the link goes the memory of their entry, and nobody tells of it any more. */
function forgetLeaving({ meetings }: Town, { at }: Dweller, { activities, mailbox }: Standing): void {
  for (const { thing, leftUnseen } of meetings)
    if (activities.ids.has(thing.token) && !mailbox.ids.has(thing.token)) leftUnseen.add(at);
}

/** Tahti's own word for what it made, asked before it goes; what people made is judged without it. */
async function copiesOf(town: Town, { user }: Dweller): Promise<ReadonlyMap<string, Side>> {
  const { rows } = await town.database.pool.query<{ name: string; origin: string }>(
    `select a.name, l.origin from links l
     join activities a on a.organization_id = l.organization_id and a.id::text = l.activity_id
     where l.organization_id = $1 and l.user_id = $2 and l.origin <> 'matched'`,
    [town.company.organizationId, user.id],
  );
  return new Map(
    rows.flatMap(({ name, origin }): [string, Side][] => {
      const token = tokenOf(name);
      return token === null ? [] : [[token, origin === 'activities' ? 'mailbox' : 'activities']];
    }),
  );
}

type Standing = Readonly<Record<Side, CalendarSeen>>;

async function standing(town: Town, dweller: Dweller): Promise<Standing> {
  return { activities: await readActivities(town, dweller), mailbox: await readMailbox(dweller.owner) };
}

/** What a person made stood before, and stands no more. Where it had been made again, Tahti may have made it. */
async function lostByIt(town: Town, dweller: Dweller, before: Standing): Promise<string[]> {
  const after = await standing(town, dweller);
  return [...town.things.values()].flatMap(({ token, origin, isRemade, isMeeting, owner, deleted }) => {
    if (isRemade || deleted.size > 0) return [];
    if (isMeeting ? origin === 'activities' && owner !== dweller.at : owner !== dweller.at) return [];
    const isLost = before[origin].ids.has(token) && !after[origin].ids.has(token);
    return isLost ? [`${token} was taken back from the ${origin}, where a person had made it`] : [];
  });
}
