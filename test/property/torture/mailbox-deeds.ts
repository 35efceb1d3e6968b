/** What people do to single entries in Outlook. */
import type { Weighted } from './chance.ts';
import { type ChosenItem, chooseItem, type Deed } from './deed.ts';
import { changesXml, type ItemContent, itemXml } from './item-xml.ts';
import { itemId } from './owner-client.ts';
import type { Carried, Thing } from './thing.ts';
import type { Town } from './town.ts';
import { someTime } from './when.ts';

const SENSITIVITIES = ['Normal', 'Normal', 'Normal', 'Private', 'Personal', 'Confidential'];
const BUSY = ['Free', 'Tentative', 'Busy', 'OOF', 'WorkingElsewhere'];
const COLOURS = [['Blue'], ['Green', 'Kaupat & muut'], ['Red']];
const REMINDERS = [null, 0, 5, 30, 1440];

const isSingle = (item: { readonly recurrence?: unknown }) => item.recurrence === undefined;

const create: Deed = async (town) => {
  const dweller = town.someone();
  const thing = town.make(dweller, 'mailbox');
  const content = {
    ...said(town, thing, ['subject', 'time', 'location', 'body', 'sensitivity']),
    ...carriedOf(town, thing),
    busy: town.chance.pick(BUSY),
  };
  await dweller.owner.create(itemXml(content));
  town.tell(`${town.nameOf(dweller)} makes an entry in Outlook: ${summary(content)}`);
  return true;
};

/** Another value for one or two fields, or for what only the mailbox holds. */
const edit: Deed = async (town) => {
  const chosen = await chooseItem(town, isSingle);
  if (!chosen) return false;
  const { chance } = town;
  const fields = chance.shuffled(['subject', 'time', 'location', 'body', 'sensitivity'] as const);
  const content: ItemContent = chance.happens(25)
    ? carriedOf(town, chosen.thing)
    : chance.happens(15)
      ? { busy: chance.pick(BUSY) }
      : said(town, chosen.thing, fields.slice(0, chance.int(1, 2)));
  if (Object.keys(content).length === 0) return false;
  chosen.thing.edit('mailbox');
  if (content.busy !== undefined) chosen.thing.hasOwnBusy = true;
  await change(town, chosen, content);
  return true;
};

const remove: Deed = async (town) => {
  const chosen = await chooseItem(town);
  if (!chosen) return false;
  const { dweller, item, thing } = chosen;
  const how = town.chance.pick(['MoveToDeletedItems', 'SoftDelete', 'HardDelete']);
  await dweller.owner.delete(itemId(item.id), how);
  thing.delete('mailbox');
  town.tell(`${town.nameOf(dweller)} deletes ${thing.token} in Outlook (${how})`);
  return true;
};

/** Copy and paste takes everything along, our mark and the UID too; the copy is given a name of its own at once. */
const copy: Deed = async (town) => {
  const chosen = await chooseItem(town, isSingle);
  if (!chosen) return false;
  const { dweller, item, thing } = chosen;
  const id = await dweller.owner.relocate('CopyItem', item.id, 'calendar');
  const twin = town.make(dweller, 'mailbox');
  twin.carried = { ...thing.carried };
  await dweller.owner.update(itemId(id), changesXml(said(town, twin, ['subject', 'time'])));
  town.tell(`${town.nameOf(dweller)} copies ${thing.token} in Outlook as ${twin.token}`);
  return true;
};

const takeAway: Deed = async (town) => {
  const chosen = await chooseItem(town);
  if (!chosen) return false;
  const { dweller, item, thing } = chosen;
  const { carried } = thing;
  const id = await dweller.owner.relocate('MoveItem', item.id, 'deleteditems');
  thing.delete('mailbox');
  thing.carried = carried;
  town.away.push({ dweller, thing, id });
  town.tell(`${town.nameOf(dweller)} moves ${thing.token} out of the calendar`);
  return true;
};

const bringBack: Deed = async (town) => {
  const [back] = town.away.splice(0, 1);
  if (!back) return false;
  const { dweller, thing, id } = back;
  await dweller.owner.relocate('MoveItem', id, 'calendar');
  thing.deleted.delete('mailbox');
  thing.edit('mailbox');
  // Where the activity was edited meanwhile, Tahti made the entry again: then two of them are a person's doing.
  thing.most = 2;
  town.tell(`${town.nameOf(dweller)} moves ${thing.token} back into the calendar`);
  return true;
};

async function change(town: Town, { dweller, item, thing }: ChosenItem, content: ItemContent): Promise<void> {
  await dweller.owner.update(itemId(item.id), changesXml(content));
  town.tell(`${town.nameOf(dweller)} edits ${thing.token} in Outlook: ${summary(content)}`);
}

type SaidField = 'subject' | 'time' | 'location' | 'body' | 'sensitivity';

/** New values for these fields, which the model will look for. */
export function said(town: Town, thing: Thing, fields: readonly SaidField[]): ItemContent {
  return Object.assign({}, ...fields.map((field) => sayings[field](town, thing)));
}

const sayings: Record<SaidField, (town: Town, thing: Thing) => ItemContent> = {
  subject(town, thing) {
    const word = town.word();
    thing.say('mailbox', 'subject', word);
    return { subject: `${thing.token} ${word} Ääni & <kuva>` };
  },
  time(town, thing) {
    const time = someTime(town.chance);
    thing.say('mailbox', 'start', time.start);
    return { time };
  },
  location(town, thing) {
    const word = town.word();
    thing.say('mailbox', 'location', word);
    return { location: `Huone ${word}` };
  },
  body(town, thing) {
    const word = town.word();
    thing.say('mailbox', 'text', word);
    if (town.chance.happens(50)) {
      thing.carried = without(thing.carried, 'bold');
      return { body: { type: 'Text', content: `Line one\r\n\r\n${word} & more` } };
    }
    thing.carried = { ...thing.carried, bold: word };
    const content = `<html><body><p>Line <i>one</i></p><p><b>${word}</b> &amp; more</p></body></html>`;
    return { body: { type: 'HTML', content } };
  },
  sensitivity(town, thing) {
    const sensitivity = town.chance.pick(SENSITIVITIES);
    thing.say('mailbox', 'isPrivate', String(sensitivity !== 'Normal'));
    return { sensitivity };
  },
};

/** Colours and a reminder, which only the mailbox holds. */
function carriedOf(town: Town, thing: Thing): ItemContent {
  const categories = town.chance.pick(COLOURS);
  const reminder = town.chance.pick(REMINDERS);
  thing.carried = { ...thing.carried, categories, reminder };
  return { categories, reminder };
}

function without<K extends keyof Carried>(carried: Carried, name: K): Carried {
  const { [name]: _, ...rest } = carried;
  return rest;
}

function summary({ body, ...content }: ItemContent): string {
  return JSON.stringify({ ...content, ...(body && { body: body.type }) });
}

export const mailboxDeeds: readonly Weighted<Deed>[] = [
  { weight: 6, what: create },
  { weight: 9, what: edit },
  { weight: 2, what: remove },
  { weight: 1, what: copy },
  { weight: 1, what: takeAway },
  { weight: 2, what: bringBack },
];
