import { expect, test } from 'vitest';
import { aino, onni, openTestClient, setField, type TestClient } from '../test-client.ts';
import {
  attendees,
  change,
  helmi,
  itemIn,
  itemsIn,
  meetingContent,
  organize,
  outsider,
  respond,
} from '../test-meeting.ts';

/** Set TAHTI_SEED to play a run again. */
const seed = Number(process.env.TAHTI_SEED ?? Date.now() % 2 ** 31);

/** Park and Miller's generator: the same seed tells the same story. */
function generator(start: number): (below: number) => number {
  let state = (start % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const people = [onni, helmi, outsider];
const answers = { AcceptItem: 'Accept', TentativelyAcceptItem: 'Tentative', DeclineItem: 'Decline' } as const;
const verbs = Object.keys(answers) as (keyof typeof answers)[];

/** What has to be true of a meeting, followed beside the server. */
interface Model {
  hour: number;
  invited: Set<string>;
  /** What the organizer has heard. */
  readonly answers: Map<string, string>;
  /** Who has declined and not been asked since: the entry is gone. */
  readonly gone: Set<string>;
}

async function move(client: TestClient, random: (below: number) => number, model: Model): Promise<void> {
  const { changeKey, id } = await itemIn(client, aino, 'calendar');
  const hour = random(12);
  if (hour !== model.hour) model.answers.clear();
  // As in Exchange, any update puts a meeting back into the calendar of one who has declined it.
  model.gone.clear();
  model.hour = hour;
  const at = (value: number): string => `2026-11-25T${String(value).padStart(2, '0')}:00:00Z`;
  const times =
    setField('calendar:Start', `<t:Start>${at(hour)}</t:Start>`) +
    setField('calendar:End', `<t:End>${at(hour + 1)}</t:End>`);
  await change(client, { id, changeKey }, times, 'SendToAllAndSaveCopy');
}

async function invite(client: TestClient, random: (below: number) => number, model: Model): Promise<void> {
  const ref = await itemIn(client, aino, 'calendar');
  const mask = 1 + random(7);
  const invited = people.filter((_, index) => mask & (1 << index));
  for (const one of people.filter((each) => !invited.includes(each))) {
    model.answers.delete(one);
    model.gone.delete(one);
  }
  model.invited = new Set(invited);
  const list = setField('calendar:RequiredAttendees', attendees(invited));
  await change(client, ref, list, 'SendOnlyToChanged');
}

async function answer(client: TestClient, random: (below: number) => number, model: Model): Promise<void> {
  const who = [onni, helmi][random(2)] ?? onni;
  const [entry] = await itemsIn(client, who, 'calendar');
  if (!entry || entry.cancelled) return;
  const verb = verbs[random(3)] ?? 'AcceptItem';
  await respond(client, verb, entry, who);
  model.answers.set(who, answers[verb]);
  if (verb === 'DeclineItem') model.gone.add(who);
}

async function compare(client: TestClient, model: Model): Promise<void> {
  const own = await itemIn(client, aino, 'calendar');
  const told = own.required.map(({ address, response }) => [address, response]);
  const expected = [...model.invited].map((one) => [one, model.answers.get(one) ?? 'Unknown']);
  expect(told.sort()).toEqual(expected.sort());
  for (const who of [onni, helmi]) {
    const entries = await itemsIn(client, who, 'calendar');
    expect(entries.length, `entries of ${who}`).toBeLessThanOrEqual(1);
    const [entry] = entries;
    if (!model.invited.has(who)) expect(entry?.cancelled ?? true).toBe(true);
    else if (model.gone.has(who)) expect(entry).toBeUndefined();
    else {
      const answered = model.answers.get(who) ?? 'NoResponseReceived';
      const response = answered === 'Decline' ? 'NoResponseReceived' : answered;
      expect(entry).toMatchObject({ uid: own.uid, start: own.start, cancelled: false, response });
    }
  }
}

test(`whatever happens to a meeting, every calendar tells the same of it (seed ${seed})`, async () => {
  const random = generator(seed);
  const client = await openTestClient();
  await organize(client, meetingContent([onni]));
  const model: Model = { hour: 10, invited: new Set([onni]), answers: new Map(), gone: new Set() };
  const steps = [move, invite, answer, answer, answer];
  for (let step = 0; step < 60; step += 1) {
    await steps[random(steps.length)]?.(client, random, model);
    await compare(client, model);
  }
  await client.sandbox.close();
});
