/** What people do to series, in Outlook and on the calendar page. */
import type { Activity } from '../../../src/model/activity.ts';
import { occurrenceAt, originalAt, type Series, seriesOf } from '../../../src/model/occurrences.ts';
import type { Recurrence } from '../../../src/model/recurrence.ts';
import {
  carriedOver,
  type ExceptionFields,
  withChangedOccurrence,
  withoutOccurrence,
} from '../../../src/model/series-change.ts';
import { splitSeries } from '../../../src/model/series-split.ts';
import type { EntryTime } from '../../../src/model/time.ts';
import { said as saidOfActivity } from './activity-deeds.ts';
import type { Weighted } from './chance.ts';
import { chooseActivity, chooseItem, type Deed } from './deed.ts';
import { changesXml, itemXml } from './item-xml.ts';
import { said } from './mailbox-deeds.ts';
import { all, itemId, occurrenceId, unset } from './owner-client.ts';
import { addActivity, changeActivity, cutActivity } from './page.ts';
import { someRule } from './series-rule.ts';
import { recurrenceXml } from './series-xml.ts';
import type { Thing } from './thing.ts';
import type { Dweller, Town } from './town.ts';
import { dateAtHome, HOME, later, someHours } from './when.ts';

const isSeries = (item: { readonly recurrence?: unknown }) => item.recurrence !== undefined;

const createInOutlook: Deed = async (town) => {
  const dweller = town.someone();
  const thing = town.make(dweller, 'mailbox');
  const time = someHours(town.chance);
  const start = dateAtHome(time.start);
  const { pattern, range } = someRule(town.chance, start);
  const content = said(town, thing, ['subject', 'location', 'body', 'sensitivity']);
  const recurrence = recurrenceXml(pattern, range, start);
  await dweller.owner.create(itemXml({ ...content, time, recurrence }));
  town.tell(
    `${town.nameOf(dweller)} makes the series ${thing.token} in Outlook: ${JSON.stringify({ time, pattern, range })}`,
  );
  return true;
};

/** One occurrence gets another place, name or hour, or goes. */
const changeOneInOutlook: Deed = async (town) => {
  const chosen = await chooseItem(town, isSeries);
  if (!chosen) return false;
  const { dweller, item, thing } = chosen;
  const { chance } = town;
  const index = chance.int(1, 5);
  const target = occurrenceId(item.id, index);
  const word = town.word();
  const kind = chance.pick(['location', 'subject', 'delete', 'hour'] as const);
  if (kind === 'delete') await dweller.owner.delete(target);
  else if (kind === 'hour') await moveOccurrence(town, dweller, target);
  else
    await dweller.owner.update(
      target,
      changesXml(kind === 'subject' ? { subject: `${thing.token} ${word}` } : { location: `Other ${word}` }),
    );
  thing.edit('mailbox');
  town.tell(
    `${town.nameOf(dweller)} changes occurrence ${index} of ${thing.token} in Outlook: ${kind} ${word}`,
  );
  return true;
};

async function moveOccurrence(town: Town, { owner }: Dweller, target: string): Promise<void> {
  const answer = await owner.send(
    `<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape><m:ItemIds>${target}</m:ItemIds></m:GetItem>`,
  );
  const at = (name: string) => new Date(all(answer, name)[0]?.text ?? '').toISOString();
  const time: EntryTime = { kind: 'timed', start: at('Start'), end: at('End'), zone: HOME };
  await owner.update(target, changesXml({ time: later(time, 15 * town.chance.int(1, 4)) }));
}

/** The whole series gets a name or place, other hours, another rule, or is a single entry from now on. */
const changeAllInOutlook: Deed = async (town) => {
  const chosen = await chooseItem(town, isSeries);
  if (!chosen) return false;
  const { dweller, item, thing } = chosen;
  const { chance } = town;
  const kind = chance.pick(['words', 'words', 'hours', 'rule', 'single', 'sensitivity'] as const);
  const time = someHours(chance);
  const start = dateAtHome(time.start);
  const { pattern, range } = someRule(chance, start);
  const changes = {
    words: () => changesXml(said(town, thing, ['subject', 'location'])),
    sensitivity: () => changesXml(said(town, thing, ['sensitivity'])),
    hours: () => {
      const whole: EntryTime = { kind: 'timed', start: item.start, end: item.end, zone: HOME };
      return changesXml({ time: later(whole, 15 * chance.int(-4, 4)) });
    },
    rule: () => changesXml({ time, recurrence: recurrenceXml(pattern, range, start) }),
    single: () => [unset('calendar:Recurrence')],
  }[kind]();
  await dweller.owner.update(itemId(item.id), changes);
  thing.edit('mailbox');
  if (kind !== 'words' && kind !== 'sensitivity') thing.said.delete('start');
  town.tell(`${town.nameOf(dweller)} changes the series ${thing.token} in Outlook: ${kind}`);
  return true;
};

const isRepeating = ({ recurrence }: Activity) => recurrence !== null;

const createActivity: Deed = async (town) => {
  const dweller = town.someone();
  const thing = town.make(dweller, 'activities');
  const time = someHours(town.chance);
  const words = saidOfActivity(town, thing, ['name', 'location', 'notes']);
  await addActivity(town, dweller, { ...words, time, recurrence: freshRule(town, time) });
  town.tell(`${town.nameOf(dweller)} makes a series of activities ${thing.token}`);
  return true;
};

function freshRule(town: Town, time: EntryTime): Recurrence {
  const start = dateAtHome(time.start);
  return { ...someRule(town.chance, start), start, zone: HOME, deleted: [], exceptions: [] };
}

const changeOneActivity: Deed = async (town) => {
  const chosen = await chooseActivity(town, isRepeating);
  const series = chosen && seriesOf(chosen.activity);
  if (!chosen || !series) return false;
  const { dweller, activity, thing } = chosen;
  const original = originalAt(series, town.chance.int(1, 5));
  const occurrence = original === null ? null : occurrenceAt(series, original);
  if (original === null || occurrence === null) return false;
  const kind = town.chance.pick(['location', 'subject', 'delete', 'hour'] as const);
  if (kind === 'delete' && isLast(series)) return false;
  const recurrence =
    kind === 'delete'
      ? withoutOccurrence(series, original)
      : withChangedOccurrence(series, original, exceptionOf(town, thing, occurrence.time)[kind]);
  await changeActivity(town, dweller, activity.id, { recurrence });
  thing.edit('activities');
  town.tell(`${town.nameOf(dweller)} changes an occurrence of the activity ${thing.token}: ${kind}`);
  return true;
};

/** A series with one occurrence left: its last one is deleted with the series. */
function isLast({ recurrence }: Series): boolean {
  return recurrence.range.kind !== 'count' || recurrence.range.occurrences - recurrence.deleted.length <= 1;
}

function exceptionOf(town: Town, thing: Thing, time: EntryTime) {
  const word = town.word();
  return {
    location: { location: `Other ${word}` },
    subject: { subject: `${thing.token} ${word}` },
    hour: { time: later(time, 15 * town.chance.int(1, 4)) },
  } satisfies Record<string, ExceptionFields>;
}

const changeAllActivities: Deed = async (town) => {
  const chosen = await chooseActivity(town, isRepeating);
  const series = chosen && seriesOf(chosen.activity);
  if (!chosen || !series) return false;
  const { dweller, activity, thing } = chosen;
  const { chance } = town;
  const kind = chance.pick(['words', 'words', 'hours', 'rule', 'single'] as const);
  const time = someHours(chance);
  const moved = later(activity.time, 15 * chance.int(-4, 4));
  const change = {
    words: () => saidOfActivity(town, thing, ['name', 'location']),
    hours: () => ({
      time: moved,
      recurrence: carriedOver(series, { time: moved, recurrence: series.recurrence }),
    }),
    rule: () => ({ time, recurrence: freshRule(town, time) }),
    single: () => ({ recurrence: null }),
  }[kind]();
  await changeActivity(town, dweller, activity.id, change);
  thing.edit('activities');
  town.tell(`${town.nameOf(dweller)} changes the series of activities ${thing.token}: ${kind}`);
  return true;
};

/** This and all that follow become a series of their own. */
const split: Deed = async (town) => {
  const chosen = await chooseActivity(town, isRepeating);
  const series = chosen && seriesOf(chosen.activity);
  if (!chosen || !series) return false;
  const { dweller, activity, thing } = chosen;
  const original = originalAt(series, town.chance.int(2, 4));
  if (original === null) return false;
  const parts = splitSeries(series, dateAtHome(original));
  if (!parts) return false;
  const words = { location: `Later ${town.word()}` };
  await cutActivity(town, dweller, activity, parts, words);
  thing.edit('activities');
  thing.most += 1;
  town.tell(`${town.nameOf(dweller)} cuts the series of activities ${thing.token} in two`);
  return true;
};

const repeatActivity: Deed = async (town) => {
  const chosen = await chooseActivity(
    town,
    ({ recurrence, time, hasDuration }) => recurrence === null && time.kind === 'timed' && hasDuration,
  );
  if (!chosen) return false;
  const { dweller, activity, thing } = chosen;
  const time = someHours(town.chance);
  await changeActivity(town, dweller, activity.id, { time, recurrence: freshRule(town, time) });
  thing.edit('activities');
  thing.said.delete('start');
  town.tell(`${town.nameOf(dweller)} lets the activity ${thing.token} repeat`);
  return true;
};

export const seriesDeeds: readonly Weighted<Deed>[] = [
  { weight: 2, what: createInOutlook },
  { weight: 4, what: changeOneInOutlook },
  { weight: 3, what: changeAllInOutlook },
  { weight: 2, what: createActivity },
  { weight: 4, what: changeOneActivity },
  { weight: 3, what: changeAllActivities },
  { weight: 1, what: split },
  { weight: 1, what: repeatActivity },
];
