import { describe, expect, test } from 'vitest';
import { calendarItem } from '../testing/elements.ts';
import { uidOf } from './global-object-id.ts';

const CLASS = '040000008200E00074C5B7101A82E008';
const UNIQUE = `${'0'.repeat(16)}10000000${'AB'.repeat(16)}`;
const SERIES = `${CLASS}00000000${UNIQUE}`;
/** 2 December 2026, as the instance date of a global object id. */
const ON_A_DAY = `${CLASS}07EA0C02${UNIQUE}`;

function item(uid: string, globalId: string | null, type = 'Single') {
  const value = globalId && Buffer.from(globalId, 'hex').toString('base64');
  const property = value
    ? `<t:ExtendedProperty><t:ExtendedFieldURI DistinguishedPropertySetId="Meeting" PropertyId="3" PropertyType="Binary"/><t:Value>${value}</t:Value></t:ExtendedProperty>`
    : '';
  const kind = `<t:CalendarItemType>${type}</t:CalendarItemType>`;
  return calendarItem(`${property}<t:UID>${uid}</t:UID>${kind}`);
}

describe('the UID of an item', () => {
  test('is plain for single entries and for series', () => {
    expect(uidOf(item(SERIES, SERIES))).toBe(SERIES);
    expect(uidOf(item(SERIES, SERIES, 'RecurringMaster'))).toBe(SERIES);
    expect(uidOf(item('some-other-form', null))).toBe('some-other-form');
    expect(uidOf(calendarItem(''))).toBeNull();
  });

  test('of one day of a series, to which alone somebody was invited, has the day behind it', () => {
    expect(uidOf(item(SERIES, ON_A_DAY))).toBe(`${SERIES}/2026-12-02`);
    expect(uidOf(item('foreign-uid', ON_A_DAY))).toBe('foreign-uid/2026-12-02');
  });

  test('is the same where an old server has the day in the UID itself', () => {
    expect(uidOf(item(ON_A_DAY, ON_A_DAY))).toBe(`${SERIES}/2026-12-02`);
  });

  test('pays no heed to an id that is none', () => {
    expect(uidOf(item(SERIES, '0400'))).toBe(SERIES);
    expect(uidOf(item(SERIES, `${CLASS}07EAFF02${UNIQUE}`))).toBe(SERIES);
  });
});
