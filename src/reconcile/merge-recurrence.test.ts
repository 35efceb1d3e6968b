import { describe, expect, it } from 'vitest';
import type { CalendarEntry } from '../model/calendar-entry.ts';
import { type Series, seriesOf } from '../model/occurrences.ts';
import type { UpdateStep } from '../model/plan.ts';
import type { Recurrence } from '../model/recurrence.ts';
import { type ExceptionFields, withChangedOccurrence, withoutOccurrence } from '../model/series-change.ts';
import type { EntryTime } from '../model/time.ts';
import { OCCURRENCE_TABLE, type OccurrenceChange } from './occurrence-table.ts';
import { reconcile } from './reconcile.ts';
import { activity, entry, input, item, link, observed, timed } from './sample-run.ts';

/** Every day at ten in Helsinki, ten times. */
const RULE: Recurrence = {
  pattern: { kind: 'daily', interval: 1 },
  range: { kind: 'count', occurrences: 10 },
  start: '2026-12-01',
  zone: 'Europe/Helsinki',
  deleted: [],
  exceptions: [],
};
const TIME = timed('2026-12-01T08:00', '2026-12-01T09:00');
const [SECOND, THIRD] = ['2026-12-02T08:00:00.000Z', '2026-12-03T08:00:00.000Z'];
const PLAIN: Series = { time: TIME, recurrence: RULE };

const without = (original: string, from: Series = PLAIN): Series => ({
  ...from,
  recurrence: withoutOccurrence(from, original),
});
const changed = (original: string, fields: ExceptionFields, from: Series = PLAIN): Series => ({
  ...from,
  recurrence: withChangedOccurrence(from, original, fields),
});
/** Every day at noon. */
const atNoon = (recurrence: Recurrence = RULE): Series => ({
  time: timed('2026-12-01T10:00', '2026-12-01T11:00'),
  recurrence,
});

interface Outcome {
  readonly steps: readonly string[];
  readonly update: UpdateStep | null;
  readonly activity: Pick<CalendarEntry, 'time' | 'recurrence'>;
  readonly mailbox: Pick<CalendarEntry, 'time' | 'recurrence'>;
}

/** Both halves after one run, from a base (the same on both sides) to what each of them says now. */
function merged(
  ours: { time: EntryTime; recurrence: Recurrence | null } | null,
  theirs: { time: EntryTime; recurrence: Recurrence | null } | null,
  base: { time: EntryTime; recurrence: Recurrence | null } = PLAIN,
  winner: 'activities' | 'mailbox' = 'mailbox',
): Outcome {
  const pair = link({
    activity: { id: 'a1', version: 'v1', base: entry({ ...base, activityType: 'type-meeting' }) },
    mailbox: { id: 'm1', version: 'v1', base: entry(base) },
  });
  const { steps } = reconcile(
    input({
      links: [pair],
      activities: observed(ours ? [activity(ours)] : []),
      mailbox: observed(theirs ? [item(theirs)] : []),
      policy: { ...input().policy, conflicts: winner },
    }),
  );
  const update = steps.find((step): step is UpdateStep => step.kind === 'update') ?? null;
  return {
    steps: steps.map((step) => step.kind),
    update,
    activity: { ...(ours ?? base), ...update?.activityPatch },
    mailbox: { ...(theirs ?? base), ...update?.mailboxPatch },
  };
}

/** Both sides say the same, and it is this. */
function expectBoth({ activity: ours, mailbox: theirs }: Outcome, wanted: Series): void {
  expect({ time: ours.time, recurrence: ours.recurrence }).toEqual(wanted);
  expect({ time: theirs.time, recurrence: theirs.recurrence }).toEqual(wanted);
}

const SAYS: { readonly [C in OccurrenceChange]: (side: string) => Series } = {
  unchanged: () => PLAIN,
  edited: (side) => changed(THIRD, side === 'ours' ? { subject: 'Ours' } : { location: 'Theirs' }),
  deleted: () => without(THIRD),
};

describe('the truth table of one occurrence', () => {
  for (const ours of ['unchanged', 'edited', 'deleted'] as const)
    for (const theirs of ['unchanged', 'edited', 'deleted'] as const) {
      const { says, action } = OCCURRENCE_TABLE[ours][theirs];
      it(`activity ${ours}, entry ${theirs}: ${says}`, () => {
        const outcome = merged(SAYS[ours]('ours'), SAYS[theirs]('theirs'));
        const isDeleted = action === 'delete' || (ours === 'deleted' && theirs === 'deleted');
        const edits: ExceptionFields = {
          ...(ours === 'edited' && { subject: 'Ours' }),
          ...(theirs === 'edited' && { location: 'Theirs' }),
        };
        const isEdited = Object.keys(edits).length > 0;
        expectBoth(outcome, isDeleted ? without(THIRD) : isEdited ? changed(THIRD, edits) : PLAIN);
        expect(outcome.update?.conflicts ?? []).toEqual([]);
      });
    }

  it('gives each of its nine cases a name of its own', () => {
    const names = Object.values(OCCURRENCE_TABLE).flatMap((row) =>
      Object.values(row).map(({ name }) => name),
    );
    expect(new Set(names).size).toBe(9);
  });
});

describe('the merge of a series', () => {
  it('lets one occurrence changed here and another deleted there both come through', () => {
    const outcome = merged(changed(SECOND, { text: 'Bring cake' }), without(THIRD));
    expectBoth(outcome, changed(SECOND, { text: 'Bring cake' }, without(THIRD)));
    expect(outcome.update?.conflicts).toEqual([]);
  });

  it('keeps both values where the same field of an occurrence was changed differently', () => {
    const [ours, theirs] = [changed(THIRD, { subject: 'Ours' }), changed(THIRD, { subject: 'Theirs' })];
    const outcome = merged(ours, theirs);
    expectBoth(outcome, theirs);
    expect(outcome.update?.conflicts).toEqual([
      {
        field: 'recurrence',
        activity: ours.recurrence,
        mailbox: theirs.recurrence,
        winner: 'mailbox',
        because: 'mailbox',
      },
    ]);
  });

  it('writes nothing where both sides did the same to an occurrence', () => {
    const outcome = merged(changed(THIRD, { subject: 'Same' }), changed(THIRD, { subject: 'Same' }));
    expect(outcome.steps).toEqual(['record']);
  });

  it('brings an occurrence back that was deleted and stands again on one side', () => {
    expectBoth(merged(PLAIN, null, without(THIRD)), PLAIN);
  });

  it('takes a change of one occurrence back on the other side too', () => {
    expectBoth(merged(null, PLAIN, changed(THIRD, { subject: 'Special' })), PLAIN);
  });

  it('writes only the other side, and nothing beside the recurrence', () => {
    const { update } = merged(null, without(THIRD));
    expect(update?.mailboxPatch).toBeNull();
    expect(update?.activityPatch).toEqual({ recurrence: without(THIRD).recurrence });
  });

  it('carries a changed rule over and keeps what was deleted on the dates where it still falls', () => {
    const everyOther: Recurrence = { ...RULE, pattern: { kind: 'daily', interval: 2 } };
    const base = without(SECOND, without(THIRD));
    const outcome = merged({ time: TIME, recurrence: { ...everyOther, deleted: [THIRD] } }, null, base);
    expectBoth(outcome, { time: TIME, recurrence: { ...everyOther, deleted: [THIRD] } });
  });

  it('lets a changed rule and an occurrence edited on the other side both come through', () => {
    const longer: Recurrence = { ...RULE, range: { kind: 'endless' } };
    const outcome = merged({ time: TIME, recurrence: longer }, changed(THIRD, { subject: 'Special' }));
    expectBoth(outcome, changed(THIRD, { subject: 'Special' }, { time: TIME, recurrence: longer }));
  });

  it('drops an edited occurrence on whose date the new rule does not fall, and says so', () => {
    const everyOther: Recurrence = { ...RULE, pattern: { kind: 'daily', interval: 2 } };
    const edited = changed(SECOND, { subject: 'Special' });
    const outcome = merged({ time: TIME, recurrence: everyOther }, edited);
    expectBoth(outcome, { time: TIME, recurrence: everyOther });
    expect(outcome.update?.conflicts).toMatchObject([
      { field: 'recurrence', mailbox: edited.recurrence, winner: 'activities' },
    ]);
  });

  it('drops an occurrence edited long ago without a word, as Exchange does', () => {
    const everyOther: Recurrence = { ...RULE, pattern: { kind: 'daily', interval: 2 } };
    const base = changed(SECOND, { subject: 'Special' });
    const outcome = merged(null, { time: TIME, recurrence: everyOther }, base);
    expectBoth(outcome, { time: TIME, recurrence: everyOther });
    expect(outcome.update?.conflicts).toEqual([]);
  });

  it('lets the policy choose between two changed rules', () => {
    const [ours, theirs] = [
      { ...RULE, range: { kind: 'endless' } as const },
      { ...RULE, pattern: { kind: 'daily', interval: 3 } as const },
    ];
    const outcome = merged(
      { time: TIME, recurrence: ours },
      { time: TIME, recurrence: theirs },
      PLAIN,
      'activities',
    );
    expectBoth(outcome, { time: TIME, recurrence: ours });
    expect(outcome.update?.conflicts).toMatchObject([
      { winner: 'activities', activity: ours, mailbox: theirs },
    ]);
  });
});

describe('the merge of a series that moved', () => {
  it('keeps an occurrence deleted on the other side meanwhile, on the same date at the new hour', () => {
    const outcome = merged(atNoon(), without(THIRD));
    expectBoth(outcome, without('2026-12-03T10:00:00.000Z', atNoon()));
  });

  it('tells the other side its exceptions again along with the new time', () => {
    const base = changed(THIRD, { subject: 'Special' });
    const moved = changed('2026-12-03T10:00:00.000Z', { subject: 'Special' }, atNoon());
    const { update } = merged(moved, null, base);
    expect(update?.mailboxPatch).toEqual({ time: moved.time, recurrence: moved.recurrence });
  });

  it('writes the time alone where nothing in the series was changed', () => {
    expect(merged(atNoon(), null).update?.mailboxPatch).toEqual({ time: atNoon().time });
  });

  it('begins on its rule where one side changed the days and the other the hour', () => {
    const mondays: Recurrence = {
      ...RULE,
      pattern: { kind: 'weekly', interval: 1, days: ['MO'], firstDayOfWeek: 'MO' },
      start: '2026-12-07',
    };
    const onMonday = { time: timed('2026-12-07T08:00', '2026-12-07T09:00'), recurrence: mondays };
    const outcome = merged(atNoon(), onMonday, PLAIN, 'activities');
    expectBoth(outcome, { time: timed('2026-12-07T10:00', '2026-12-07T11:00'), recurrence: mondays });
  });
});

describe('a single entry and a series', () => {
  const single = { time: TIME, recurrence: null };

  it('turn into each other on the other side too', () => {
    expect(merged(PLAIN, null, single).update?.mailboxPatch).toEqual({ recurrence: RULE });
    expect(merged(null, single).update?.activityPatch).toEqual({ recurrence: null });
  });

  it('are for the policy to choose where one side ended the series and the other changed it', () => {
    const edited = changed(THIRD, { subject: 'Special' });
    const outcome = merged(single, edited);
    expect(outcome.activity.recurrence).toEqual(edited.recurrence);
    expect(outcome.update?.conflicts).toMatchObject([
      { field: 'recurrence', activity: null, winner: 'mailbox' },
    ]);
  });
});

describe('two series that turn out to be the same', () => {
  const matched = (ours: Series, theirs: Series) => {
    const told = { ...ours, subject: 'Daily' };
    const { steps } = reconcile(
      input({
        activities: observed([activity(told, { key: 'k' })]),
        mailbox: observed([item({ ...theirs, subject: 'Daily' }, { key: 'k', markedUid: 'uid-m1' })]),
      }),
    );
    const [step] = steps;
    if (step?.kind !== 'match') throw new Error(`not a match but ${step?.kind}`);
    const patched = (before: Series, patch: typeof step.activityPatch) =>
      seriesOf({ time: before.time, recurrence: before.recurrence, ...patch });
    return { step, ours: patched(ours, step.activityPatch), theirs: patched(theirs, step.mailboxPatch) };
  };

  it('get what was done to occurrences on either side', () => {
    const outcome = matched(changed(SECOND, { subject: 'Special' }), without(THIRD));
    const wanted = changed(SECOND, { subject: 'Special' }, without(THIRD));
    expect([outcome.ours, outcome.theirs]).toEqual([wanted, wanted]);
    expect(outcome.step.conflicts).toEqual([]);
  });

  it('need nothing where they are equal', () => {
    const { step } = matched(without(THIRD), without(THIRD));
    expect([step.activityPatch, step.mailboxPatch]).toEqual([null, null]);
  });

  it('go by the policy where their rules differ', () => {
    const outcome = matched(PLAIN, { ...PLAIN, recurrence: { ...RULE, range: { kind: 'endless' } } });
    expect(outcome.ours).toEqual(outcome.theirs);
    expect(outcome.step.conflicts).toMatchObject([{ field: 'recurrence' }]);
  });
});
