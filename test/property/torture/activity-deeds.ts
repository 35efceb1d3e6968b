/** What people do to single activities on the calendar page. */
import type { ActivityChange } from '../../../src/model/activity.ts';
import type { Weighted } from './chance.ts';
import { chooseActivity, type Deed } from './deed.ts';
import { addActivity, changeActivity, removeActivity } from './page.ts';
import type { Thing } from './thing.ts';
import type { Town } from './town.ts';
import { someTime } from './when.ts';

const BUSY = ['free', 'tentative', 'busy', 'outOfOffice', 'workingElsewhere', null] as const;

const create: Deed = async (town) => {
  const dweller = town.someone();
  const { types } = town.company.seeded;
  const thing = town.make(dweller, 'activities');
  // Project tasks never cross; a to-do may have no duration.
  const typeId = town.chance.happens(10) ? types.Task : town.chance.pick(town.typeIds);
  const isTodo = typeId === types.SalesEvent && town.chance.happens(50);
  const fields = said(town, thing, ['name', 'time', 'location', 'notes']);
  const time =
    isTodo && fields.time?.kind === 'timed' ? { ...fields.time, end: fields.time.start } : fields.time;
  const hasDuration = !(isTodo && time?.kind === 'timed');
  if (!hasDuration) thing.said.delete('start');
  const made = { ...fields, ...(time && { time }), typeId, hasDuration, busy: town.chance.pick(BUSY) };
  await addActivity(town, dweller, made);
  town.tell(`${town.nameOf(dweller)} makes an activity: ${summary(town, made)}`);
  return true;
};

const edit: Deed = async (town) => {
  const chosen = await chooseActivity(town, ({ recurrence }) => recurrence === null);
  if (!chosen) return false;
  const { dweller, activity, thing } = chosen;
  const { chance } = town;
  const fields = chance.shuffled(['name', 'time', 'location', 'notes'] as const);
  const { types } = town.company.seeded;
  const isCall = activity.category === 'CalendarEntry' && chance.happens(15);
  const change: ActivityChange = isCall
    ? { typeId: activity.typeId === types.CalendarEntry ? (town.typeIds[1] ?? '') : types.CalendarEntry }
    : chance.happens(15)
      ? { busy: chance.pick(BUSY) }
      : said(town, thing, fields.slice(0, chance.int(1, 2)));
  thing.edit('activities');
  // The page makes an appointment of a to-do that is given hours.
  await changeActivity(town, dweller, activity.id, { ...change, ...(change.time && { hasDuration: true }) });
  town.tell(`${town.nameOf(dweller)} edits the activity ${thing.token}: ${summary(town, change)}`);
  return true;
};

const remove: Deed = async (town) => {
  const chosen = await chooseActivity(town);
  if (!chosen) return false;
  const { dweller, activity, thing } = chosen;
  await removeActivity(town, dweller, activity);
  thing.delete('activities');
  town.tell(`${town.nameOf(dweller)} deletes the activity ${thing.token}`);
  return true;
};

type SaidField = 'name' | 'time' | 'location' | 'notes';

/** New values for these fields, which the model will look for. */
export function said(town: Town, thing: Thing, fields: readonly SaidField[]): ActivityChange {
  return Object.assign({}, ...fields.map((field) => sayings[field](town, thing)));
}

const sayings: Record<SaidField, (town: Town, thing: Thing) => ActivityChange> = {
  name(town, thing) {
    const word = town.word();
    thing.say('activities', 'subject', word);
    return { name: `${thing.token} ${word} Ääni & <kuva>` };
  },
  time(town, thing) {
    const time = someTime(town.chance);
    thing.say('activities', 'start', time.start);
    return { time };
  },
  location(town, thing) {
    const word = town.word();
    thing.say('activities', 'location', word);
    return { location: `Huone ${word}` };
  },
  notes(town, thing) {
    const word = town.word();
    thing.say('activities', 'text', word);
    // The words that Outlook had in bold are written over: nothing of the markup is promised then.
    const { bold: _, ...carried } = thing.carried;
    thing.carried = carried;
    return { notes: `Notes\n\n${word}` };
  },
};

function summary(town: Town, { typeId, recurrence, ...change }: ActivityChange): string {
  const names = Object.entries(town.company.seeded.types);
  const type = typeId && (names.find(([, id]) => id === typeId)?.[0] ?? 'Call');
  return JSON.stringify({ ...change, ...(type && { type }), ...(recurrence && { recurrence: 'series' }) });
}

export const activityDeeds: readonly Weighted<Deed>[] = [
  { weight: 6, what: create },
  { weight: 8, what: edit },
  { weight: 2, what: remove },
];
