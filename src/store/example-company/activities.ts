import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { NewActivity, ParticipantContent } from '../../model/activity.ts';
import { type EntryTime, instantFromMillis } from '../../model/time.ts';
import { type ExamplePerson, PEOPLE } from './people.ts';
import { TYPES } from './types.ts';

/** Days from this week's Monday. */
type Day = number;

/** The example company's activities: a handful for everybody around the week of `now` (milliseconds). */
export function exampleActivities(now: number): readonly NewActivity[] {
  const { aino, onni, helmi, leo, sanni } = PEOPLE;
  const week = new Week(now);
  return [
    ...week.of(aino, [
      ['meeting', 'Viikkopalaveri', 0, '09:00', 60, { location: 'Neuvottelu 1', with: [onni, helmi, leo] }],
      ['visit', 'Sopimuskatselmus, Kuusikko Oy', 2, '13:00', 90, { location: 'Kuusikko Oy, Espoo' }],
      ['projectTask', 'Laskutuksen tarkistus', 3, '14:00', 120, {}],
    ]),
    ...week.of(onni, [
      ['visit', 'Käyttöönotto, Männistö Ab', 1, '10:00', 120, { location: 'Männistö Ab, Vantaa' }],
      ['projectTask', 'Rajapinnan dokumentointi', 2, '09:00', 180, {}],
      ['personal', 'Hammaslääkäri', 3, '15:30', 45, { location: 'Töölö' }],
      ['meeting', 'Tarjouksen läpikäynti', 4, '11:00', 60, { location: 'Neuvottelu 2', with: [helmi] }],
    ]),
    ...week.of(helmi, [
      ['meeting', 'Suunnittelupäivän valmistelu', 1, '13:00', 60, { location: 'Neuvottelu 1' }],
      ['visit', 'Kartoitus, Pihlaja Oy', 3, '09:30', 90, { location: 'Pihlaja Oy, Tampere' }],
    ]),
    ...week.of(leo, [
      ['meeting', 'Group steering', 2, '10:00', 90, { location: 'Teams', with: [aino] }],
      ['visit', 'Demo for Lehto Group', 4, '13:30', 60, { location: 'Lehto Group, Helsinki' }],
    ]),
    ...week.of(sanni, [
      ['meeting', 'Veckomöte', 0, '10:30', 45, { location: 'Stockholm', with: [leo] }],
      ['visit', 'Kundbesök hos Granen AB', 3, '13:00', 120, { location: 'Granen AB, Solna' }],
    ]),
    week.allDay(helmi, TYPES.holiday.id, 'Loma', 7, 12),
    week.allDay(sanni, TYPES.holiday.id, 'Semester', 14, 16),
    week.todo(onni, TYPES.call.id, 'Soita Kuusikkoon jatkosta', 2),
    week.todo(aino, TYPES.call.id, 'Soita tilitoimistoon', 4),
  ];
}

interface Extras {
  readonly location?: string;
  readonly with?: readonly ExamplePerson[];
}

type Line = readonly [keyof typeof TYPES, string, Day, string, number, Extras];

/** The week around an instant, in which each person's times are their own clock's. */
class Week {
  readonly #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  of(owner: ExamplePerson, lines: readonly Line[]): readonly NewActivity[] {
    return lines.map(([type, name, day, clock, minutes, extras]) =>
      activity(owner, TYPES[type].id, name, this.#timed(owner, day, clock, minutes), {
        location: extras.location ?? '',
        participants: (extras.with ?? []).map(participant),
        projectTaskStatus: type === 'projectTask' ? 'In progress' : null,
      }),
    );
  }

  allDay(owner: ExamplePerson, typeId: string, name: string, from: Day, to: Day): NewActivity {
    const time = { kind: 'allDay', start: this.#date(owner, from), end: this.#date(owner, to) } as const;
    return activity(owner, typeId, name, time, {});
  }

  /** A to-do without duration: one instant in the morning of its day. */
  todo(owner: ExamplePerson, typeId: string, name: string, day: Day): NewActivity {
    return activity(owner, typeId, name, this.#timed(owner, day, '09:00', 0), { hasDuration: false });
  }

  #timed(owner: ExamplePerson, day: Day, clock: string, minutes: number): EntryTime {
    const zone = owner.timeZone;
    const start = Temporal.PlainDate.from(this.#date(owner, day)).toZonedDateTime({
      timeZone: zone,
      plainTime: clock,
    });
    const end = start.add({ minutes });
    return {
      kind: 'timed',
      start: instantFromMillis(start.epochMilliseconds),
      end: instantFromMillis(end.epochMilliseconds),
      zone,
    };
  }

  #date(owner: ExamplePerson, day: Day): string {
    const now = Temporal.Instant.fromEpochMilliseconds(this.#now).toZonedDateTimeISO(owner.timeZone);
    return now
      .toPlainDate()
      .subtract({ days: now.dayOfWeek - 1 })
      .add({ days: day })
      .toString();
  }
}

function activity(
  owner: ExamplePerson,
  typeId: string,
  name: string,
  time: EntryTime,
  rest: Partial<NewActivity>,
): NewActivity {
  return {
    id: randomUUID(),
    typeId,
    ownerId: owner.id,
    name,
    time,
    hasDuration: true,
    location: '',
    notes: '',
    isClosed: false,
    isUnassigned: false,
    hasHours: false,
    busy: null,
    customer: null,
    phase: null,
    projectTaskStatus: null,
    recurrence: null,
    originKey: null,
    participants: [],
    ...rest,
  };
}

function participant(person: ExamplePerson): ParticipantContent {
  return {
    type: 'User',
    userId: person.id,
    name: `${person.firstName} ${person.lastName}`,
    email: person.email,
    phone: '',
    mobilePhone: '',
    role: 'required',
    status: 'Invited',
  };
}
