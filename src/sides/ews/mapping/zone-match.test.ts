import { describe, expect, test } from 'vitest';
import { parse } from '../testing/elements.ts';
import { zoneByRules } from './zone-match.ts';

const AT = '2026-12-01T08:00:00.000Z';

/** A custom zone of two periods that changes on the nth weekday of two months, as Exchange writes it. */
function custom(
  standard: string,
  daylight: string,
  toDaylight: string,
  toStandard: string,
  name = 'StartTimeZone',
) {
  const change = (to: string, when: string) => {
    const [month, day, nth, at] = when.split(' ');
    return `<t:RecurringDayTransition><t:To Kind="Period">${to}</t:To><t:TimeOffset>${at}</t:TimeOffset><t:Month>${month}</t:Month><t:DayOfWeek>${day}</t:DayOfWeek><t:Occurrence>${nth}</t:Occurrence></t:RecurringDayTransition>`;
  };
  return parse(
    `<t:${name} Id="tzone://Microsoft/Custom" Name="Custom"><t:Periods><t:Period Bias="${standard}" Name="Standard" Id="std"/><t:Period Bias="${daylight}" Name="Daylight" Id="dlt"/></t:Periods><t:TransitionsGroups><t:TransitionsGroup Id="0">${change('dlt', toDaylight)}${change('std', toStandard)}</t:TransitionsGroup></t:TransitionsGroups><t:Transitions><t:Transition><t:To Kind="Group">0</t:To></t:Transition></t:Transitions></t:${name}>`,
  );
}

function fixed(bias: string) {
  return parse(
    `<t:StartTimeZone Id="Customized"><t:Periods><t:Period Bias="${bias}" Name="Standard" Id="std"/></t:Periods><t:Transitions><t:Transition><t:To Kind="Period">std</t:To></t:Transition></t:Transitions></t:StartTimeZone>`,
  );
}

const HELSINKI = custom('-PT2H', '-PT3H', '3 Sunday -1 PT3H', '10 Sunday -1 PT4H');
const NEW_YORK = custom('PT5H', 'PT4H', '3 Sunday 2 PT2H', '11 Sunday 1 PT2H');

describe('a custom time zone', () => {
  test('that runs as the user’s own is the user’s own', () => {
    for (const zone of ['Europe/Helsinki', 'Europe/Sofia', 'Europe/Riga'])
      expect(zoneByRules(HELSINKI, AT, zone)).toBe(zone);
  });

  test('that runs as another is that one, the same for the same rules every time', () => {
    expect(zoneByRules(NEW_YORK, AT, 'Europe/Helsinki')).toBe('America/New_York');
    expect(zoneByRules(HELSINKI, AT, 'America/New_York')).toBe(zoneByRules(HELSINKI, AT, 'Asia/Tokyo'));
  });

  test('that only has the user’s offset today is not the user’s: its summers differ', () => {
    expect(zoneByRules(fixed('-PT2H'), AT, 'Europe/Helsinki')).not.toBe('Europe/Helsinki');
  });

  test('south of the equator, where summer is over the turn of the year', () => {
    const sydney = custom('-PT10H', '-PT11H', '10 Sunday 1 PT2H', '4 Sunday 1 PT3H');
    expect(zoneByRules(sydney, AT, 'Europe/Helsinki')).toBe('Australia/Sydney');
  });

  test('with half hours', () => {
    const stJohns = custom('PT3H30M', 'PT2H30M', '3 Sunday 2 PT2H', '11 Sunday 1 PT2H');
    expect(zoneByRules(stJohns, AT, 'Europe/Helsinki')).toBe('America/St_Johns');
    expect(zoneByRules(fixed('-PT5H45M'), AT, 'Europe/Helsinki')).toBe('Asia/Katmandu');
  });

  test('of which a later change of the rules is what holds now', () => {
    const definition = parse(
      '<t:StartTimeZone Id="x"><t:Periods><t:Period Bias="-PT3H" Name="a" Id="a"/><t:Period Bias="-PT9H" Name="b" Id="b"/></t:Periods><t:Transitions><t:Transition><t:To Kind="Period">a</t:To></t:Transition><t:AbsoluteDateTransition><t:To Kind="Period">b</t:To><t:DateTime>2010-01-01T00:00:00</t:DateTime></t:AbsoluteDateTransition></t:Transitions></t:StartTimeZone>',
    );
    expect(zoneByRules(definition, AT, 'Asia/Tokyo')).toBe('Asia/Tokyo');
    expect(zoneByRules(definition, '2005-06-01T00:00:00.000Z', 'Asia/Tokyo')).not.toBe('Asia/Tokyo');
  });

  test('that Exchange 2007 writes with an offset and two dates', () => {
    const change = (name: string, offset: string, index: string, month: string, time: string) =>
      `<t:${name} TimeZoneName="${name}"><t:Offset>${offset}</t:Offset><t:RelativeYearlyRecurrence><t:DaysOfWeek>Sunday</t:DaysOfWeek><t:DayOfWeekIndex>${index}</t:DayOfWeekIndex><t:Month>${month}</t:Month></t:RelativeYearlyRecurrence><t:Time>${time}</t:Time></t:${name}>`;
    const definition = parse(
      `<t:MeetingTimeZone TimeZoneName="Own"><t:BaseOffset>-PT120M</t:BaseOffset>${change('Standard', 'PT0M', 'Last', 'October', '04:00:00')}${change('Daylight', '-PT60M', 'Last', 'March', '03:00:00')}</t:MeetingTimeZone>`,
    );
    expect(zoneByRules(definition, AT, 'Europe/Helsinki')).toBe('Europe/Helsinki');
  });

  test.each([
    ['no rules at all', '<t:StartTimeZone Id="x"/>'],
    [
      'an offset that no place has',
      '<t:StartTimeZone Id="x"><t:Periods><t:Period Bias="-PT1H7M" Id="a"/></t:Periods><t:Transitions><t:Transition><t:To Kind="Period">a</t:To></t:Transition></t:Transitions></t:StartTimeZone>',
    ],
    [
      'a period that is missing',
      '<t:StartTimeZone Id="x"><t:Periods><t:Period Bias="-PT2H" Id="a"/></t:Periods><t:Transitions><t:Transition><t:To Kind="Period">b</t:To></t:Transition></t:Transitions></t:StartTimeZone>',
    ],
    [
      'a month that does not exist',
      '<t:StartTimeZone Id="x"><t:Periods><t:Period Bias="-PT2H" Id="a"/></t:Periods><t:TransitionsGroups><t:TransitionsGroup Id="0"><t:RecurringDateTransition><t:To Kind="Period">a</t:To><t:TimeOffset>PT2H</t:TimeOffset><t:Month>13</t:Month><t:Day>40</t:Day></t:RecurringDateTransition></t:TransitionsGroup></t:TransitionsGroups><t:Transitions><t:Transition><t:To Kind="Group">0</t:To></t:Transition></t:Transitions></t:StartTimeZone>',
    ],
  ])('with %s is no zone', (_what, xml) => {
    expect(zoneByRules(parse(xml), AT, 'Europe/Helsinki')).toBeNull();
  });
});
