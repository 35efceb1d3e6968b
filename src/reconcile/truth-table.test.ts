import { describe, expect, it } from 'vitest';
import type { SideEntry } from '../model/calendar-entry.ts';
import type { Observation, Step } from '../model/plan.ts';
import { reconcile } from './reconcile.ts';
import { activity, input, item, link, observed } from './sample-run.ts';
import { type Action, actionFor, type HalfState, type Relation, TRUTH_TABLE } from './truth-table.ts';

const STATES: readonly HalfState[] = ['absent', 'unchanged', 'changed', 'deleted'];

/** What each action looks like in a plan; `nothing` leaves no step. */
const KIND: { readonly [A in Exclude<Action, 'cannotOccur'>]: Step['kind'] | null } = {
  nothing: null,
  record: 'record',
  merge: 'update',
  mergeFirst: 'match',
  createInMailbox: 'createInMailbox',
  createActivity: 'createActivity',
  recreateInMailbox: 'recreateInMailbox',
  recreateActivity: 'recreateActivity',
  deleteFromMailbox: 'deleteFromMailbox',
  deleteActivity: 'deleteActivity',
  unlink: 'unlink',
};

/** One side that tells its half in the given state. */
function tell(state: HalfState, half: (fields: { location?: string }) => SideEntry): Observation {
  if (state === 'absent') return observed();
  if (state === 'deleted') return observed([], { deleted: [half({}).id] });
  return observed([half(state === 'changed' ? { location: `Changed by ${half({}).id}` } : {})]);
}

function plannedFor(relation: Relation, activityState: HalfState, itemState: HalfState) {
  return reconcile(
    input({
      links: relation === 'linked' ? [link()] : [],
      activities: tell(activityState, activity),
      mailbox: tell(itemState, item),
    }),
  );
}

function eachCase(visit: (relation: Relation, activityState: HalfState, itemState: HalfState) => void): void {
  for (const relation of ['linked', 'matched', 'new'] as const)
    for (const activityState of STATES)
      for (const itemState of STATES) visit(relation, activityState, itemState);
}

describe('the truth table', () => {
  eachCase((relation, activityState, itemState) => {
    const { says, action, name } = TRUTH_TABLE[relation][activityState][itemState];
    const title = `${relation}, activity ${activityState}, entry ${itemState}: ${says}`;
    if (action === 'cannotOccur')
      it(`${title} (cannot occur)`, () => {
        expect(() => actionFor(relation, activityState, itemState)).toThrow(name);
        const seen = plannedFor(relation, activityState, itemState).steps.map((step) => step.kind);
        // Told all the same, the two are planned by what they are: a match, or each for itself.
        expect(seen).not.toContain(relation === 'new' ? 'unlink' : 'record');
      });
    else
      it(title, () => {
        const steps = plannedFor(relation, activityState, itemState).steps;
        expect(steps.map((step) => step.kind)).toEqual(KIND[action] === null ? [] : [KIND[action]]);
      });
  });

  it('gives every case a name of its own', () => {
    const names: string[] = [];
    const sayings: string[] = [];
    eachCase((...at) => {
      const found = TRUTH_TABLE[at[0]][at[1]][at[2]];
      names.push(found.name);
      sayings.push(found.says);
    });
    expect(new Set(names).size).toBe(48);
    expect(new Set(sayings).size).toBe(48);
  });
});
