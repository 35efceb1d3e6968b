import { describe, expect, it } from 'vitest';
import { anEntry } from '../../test/fixtures/memory-mailbox.ts';
import type { SideEntry } from '../model/calendar-entry.ts';
import type { Link } from '../model/link.ts';
import type { Participant } from '../model/participant.ts';
import { meetingRecord } from './meeting-records.ts';

const ONNI = 'onni@example.org';

function person(name: string): Participant {
  return { address: `${name}@example.org`, name, role: 'required', answer: 'none' };
}

function meeting(
  changes: Partial<SideEntry> = {},
  participants = [person('helmi'), person('aino')],
): SideEntry {
  return {
    id: 'm1',
    version: 'v1',
    uid: 'uid-1',
    key: null,
    markedUid: null,
    entry: anEntry('Steering', 1, { participants }),
    modified: null,
    standing: 'owner',
    organiser: ONNI,
    isCancelled: false,
    category: null,
    mayCross: true,
    ...changes,
  };
}

function linkOf(item: SideEntry): Link {
  const end = { id: 'a1', version: 'v1', base: item.entry };
  return {
    id: 'link-1',
    userId: 'user-1',
    key: null,
    uid: item.uid,
    origin: 'mailbox',
    activity: end,
    mailbox: { ...end, id: item.id },
  };
}

function record(item: SideEntry, ...more: [Parameters<typeof meetingRecord>[2], (readonly Participant[])?]) {
  return meetingRecord(linkOf(item), item, ...more)[0];
}

describe('what is remembered of a meeting', () => {
  it('is nothing where the entry is no meeting, or its uid is not known', () => {
    expect(record(meeting({ organiser: null }), 'inMailbox')).toBeUndefined();
    expect(record(meeting({ uid: null }), 'inMailbox')).toBeUndefined();
  });

  it('is whom the mail system brings it to where a person called it: everybody, the organiser too', () => {
    expect(record(meeting(), 'inMailbox')).toMatchObject({
      uid: 'uid-1',
      activityId: 'a1',
      delivered: ['helmi@example.org', 'aino@example.org', ONNI],
    });
  });

  it('is nobody where Tahti wrote people into an entry without a word', () => {
    expect(record(meeting({ key: 'key-1' }), 'inMailbox')?.delivered).toEqual([]);
    expect(record(meeting(), 'nobody')?.delivered).toEqual([]);
  });

  it('is everybody who was invited by Tahti’s own write', () => {
    expect(record(meeting({ key: 'key-1' }), 'byTahti')?.delivered).toEqual([
      'helmi@example.org',
      'aino@example.org',
    ]);
  });

  it('is just those who came in the mailbox', () => {
    expect(record(meeting({ key: 'key-1' }), ['pat@else.example'])?.delivered).toEqual(['pat@else.example']);
  });

  it('passes over people without an address', () => {
    const item = meeting({}, [{ ...person('x'), address: '' }]);
    expect(record(item, 'byTahti')?.delivered).toEqual([]);
    expect(record(item, 'nobody', [{ ...person('y'), address: '' }])?.withdrawn).toEqual([]);
  });

  it('forgets whom the organiser took off the list, and nobody by an attendee’s copy', () => {
    const before = [person('helmi'), person('pat')];
    expect(record(meeting(), 'nobody', before)?.withdrawn).toEqual(['pat@example.org']);
    expect(record(meeting({ standing: 'guest' }), 'nobody', before)?.withdrawn).toEqual([]);
  });
});
