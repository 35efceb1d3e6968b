import type { Activity } from '../../../src/model/activity.ts';
import { listActivities } from '../../../src/store/activities/list-activities.ts';
import type { ExchangeItem } from '../../fixtures/exchange-server.ts';
import { type Thing, tokenOf } from './thing.ts';
import type { Dweller, Town } from './town.ts';

/** Something that somebody does. False: there was nothing to do it to. */
export type Deed = (town: Town) => Promise<boolean>;

/** An item that somebody's deed is about. */
export interface ChosenItem {
  readonly dweller: Dweller;
  readonly item: ExchangeItem;
  readonly thing: Thing;
}

/** An activity that somebody's deed is about. */
export interface ChosenActivity {
  readonly dweller: Dweller;
  readonly activity: Activity;
  readonly thing: Thing;
}

/** Any item of somebody's calendar that fits; null where there is none. Meetings have deeds of their own. */
export async function chooseItem(
  town: Town,
  fits: (item: ExchangeItem) => boolean = () => true,
): Promise<ChosenItem | null> {
  const dweller = town.someone();
  const found = (await town.company.exchange.items(dweller.user.email)).flatMap((item) => {
    const thing = thingIn(town, item.subject);
    return thing && !thing.isMeeting && fits(item) ? [{ dweller, item, thing }] : [];
  });
  return found.length > 0 ? town.chance.pick(inOrder(found, ({ item }) => item.subject)) : null;
}

/** Any activity of somebody's that fits; null where there is none. */
export async function chooseActivity(
  town: Town,
  fits: (activity: Activity) => boolean = () => true,
): Promise<ChosenActivity | null> {
  const dweller = town.someone();
  const { company } = town;
  const filter = { userIds: [dweller.user.id] };
  const listed = await listActivities(company.database.db, company.organizationId, filter);
  const found = listed.flatMap((activity) => {
    const thing = thingIn(town, activity.name);
    return thing && !thing.isMeeting && fits(activity) ? [{ dweller, activity, thing }] : [];
  });
  return found.length > 0 ? town.chance.pick(inOrder(found, ({ activity }) => activity.name)) : null;
}

/** Ids are new in every replay; the words are not. */
function inOrder<T>(list: readonly T[], words: (one: T) => string): T[] {
  return [...list].sort((a, b) => (words(a) < words(b) ? -1 : 1));
}

function thingIn(town: Town, subject: string): Thing | undefined {
  const token = tokenOf(subject);
  return token === null ? undefined : town.things.get(token);
}
