import { describe, expect, test } from 'vitest';
import type { Participant } from '../../../model/participant.ts';
import { changeParticipants, writeParticipants } from './people.ts';

const person = (name: string, fields: Partial<Participant> = {}): Participant => ({
  address: `${name}@x.example`,
  name,
  role: 'required',
  answer: 'none',
  ...fields,
});
const context = { ownAddresses: () => ['aino@x.example'] };

/** What each written list does: its name, how it is written, and who stands in it. */
function changes(before: readonly Participant[], after: readonly Participant[]) {
  return changeParticipants(before, after, context).map(({ uri, xml, isAppended }) => {
    const who = [...(xml ?? '').matchAll(/<t:EmailAddress>(\w+)@/g)].map(([, name]) => name);
    return [uri.slice('calendar:'.length), isAppended ? 'append' : xml === null ? 'delete' : 'set', who];
  });
}

describe('changing who takes part', () => {
  test('writes nothing where only answers and names differ', () => {
    const before = [person('onni', { answer: 'accepted', name: 'Onni Virtanen' }), person('leo')];
    expect(changes(before, [person('leo', { answer: 'declined' }), person('onni')])).toEqual([]);
  });

  test('appends who joins, so that the answers of the others stay', () => {
    expect(changes([person('onni')], [person('onni'), person('leo')])).toEqual([
      ['RequiredAttendees', 'append', ['leo']],
    ]);
  });

  test('sets a list that somebody left, and deletes one that nobody is left in', () => {
    const [onni, leo, koivu] = [person('onni'), person('leo'), person('koivu', { role: 'resource' })];
    expect(changes([onni, leo, koivu], [leo])).toEqual([
      ['RequiredAttendees', 'set', ['leo']],
      ['Resources', 'delete', []],
    ]);
  });

  test('moves somebody from one list to another', () => {
    expect(
      changes([person('onni'), person('leo')], [person('onni'), person('leo', { role: 'optional' })]),
    ).toEqual([
      ['RequiredAttendees', 'set', ['onni']],
      ['OptionalAttendees', 'append', ['leo']],
    ]);
  });

  test('never invites the user, nor who has no address', () => {
    const nobody = person('aino');
    expect(changes([], [nobody, person('nameless', { address: '' })])).toEqual([]);
    expect(writeParticipants([nobody], context).every(({ xml }) => xml === null)).toBe(true);
  });
});
