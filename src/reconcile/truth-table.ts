/** How the two entries of a pair came together. */
export type Relation = 'linked' | 'matched' | 'new';

/**
 * What became of one half since it was last synchronized. `absent`: its side told nothing of it.
 * `unchanged`: told, and no field differs from the base. `changed`: told, and some field differs, or it has
 * no base. `deleted`: known to be gone.
 */
export type HalfState = 'absent' | 'unchanged' | 'changed' | 'deleted';

/** What a case calls for. `cannotOccur` is a promise that the planner keeps by failing loudly. */
export type Action =
  | 'nothing'
  | 'record'
  | 'merge'
  | 'mergeFirst'
  | 'createInMailbox'
  | 'createActivity'
  | 'recreateInMailbox'
  | 'recreateActivity'
  | 'deleteFromMailbox'
  | 'deleteActivity'
  | 'unlink'
  | 'cannotOccur';

export interface TruthCase {
  readonly name: string;
  readonly action: Action;
  /** The case in one sentence: the title of its test, and why a case cannot occur. */
  readonly says: string;
}

const of = (name: string, action: Action, says: string): TruthCase => ({ name, action, says });

/** Rows: the activity's half. Columns: the mailbox's half. */
type Table = { readonly [Activity in HalfState]: { readonly [Item in HalfState]: TruthCase } };

const LINKED: Table = {
  absent: {
    absent: of(
      'nothingTold',
      'nothing',
      'A linked pair of which neither side told anything is left as it is',
    ),
    unchanged: of(
      'itemEchoed',
      'record',
      'An entry told again without a change is remembered, nothing is written',
    ),
    changed: of('itemChanged', 'merge', 'A change of the entry goes to the activity that was not told'),
    deleted: of(
      'itemDeleted',
      'deleteActivity',
      'A deleted entry takes along the activity that was not told',
    ),
  },
  unchanged: {
    absent: of(
      'activityEchoed',
      'record',
      'An activity told again without a change is remembered, nothing is written',
    ),
    unchanged: of(
      'bothEchoed',
      'record',
      'A pair told again without a change is remembered, nothing is written',
    ),
    changed: of('itemChangedActivityEchoed', 'merge', 'A change of the entry goes to the unchanged activity'),
    deleted: of(
      'itemDeletedActivityEchoed',
      'deleteActivity',
      'A deleted entry takes along the unchanged activity',
    ),
  },
  changed: {
    absent: of('activityChanged', 'merge', 'A change of the activity goes to the entry that was not told'),
    unchanged: of(
      'activityChangedItemEchoed',
      'merge',
      'A change of the activity goes to the unchanged entry',
    ),
    changed: of('bothChanged', 'merge', 'Changes of both halves are merged field by field'),
    deleted: of(
      'activityEditBeatsDeletion',
      'recreateInMailbox',
      'An edited activity beats the deletion of its entry',
    ),
  },
  deleted: {
    absent: of(
      'activityDeleted',
      'deleteFromMailbox',
      'A deleted activity takes along the entry that was not told',
    ),
    unchanged: of(
      'activityDeletedItemEchoed',
      'deleteFromMailbox',
      'A deleted activity takes along the unchanged entry',
    ),
    changed: of(
      'itemEditBeatsDeletion',
      'recreateActivity',
      'An edited entry beats the deletion of its activity',
    ),
    deleted: of('bothDeleted', 'unlink', 'A pair that is gone on both sides is forgotten'),
  },
};

const NO_BASE = 'has no base to be unchanged against, so it counts as changed';
const NOT_STANDING = 'must stand on both sides';
const GONE_UNSEEN = 'cannot be matched when it is gone';

const MATCHED: Table = {
  absent: {
    absent: of(
      'matchOfNothing',
      'cannotOccur',
      `A matched pair ${NOT_STANDING}, so both halves cannot be absent`,
    ),
    unchanged: of(
      'matchLacksActivity',
      'cannotOccur',
      `A matched pair ${NOT_STANDING}; its entry also ${NO_BASE}`,
    ),
    changed: of(
      'matchWithoutActivity',
      'cannotOccur',
      `A matched pair ${NOT_STANDING}; an entry alone is new`,
    ),
    deleted: of('goneItemAlone', 'cannotOccur', `A matched pair ${NOT_STANDING}; an entry ${GONE_UNSEEN}`),
  },
  unchanged: {
    absent: of(
      'matchLacksItem',
      'cannotOccur',
      `A matched pair ${NOT_STANDING}; its activity also ${NO_BASE}`,
    ),
    unchanged: of('matchOfUnchanged', 'cannotOccur', `Either half of a matched pair ${NO_BASE}`),
    changed: of('matchOfUnchangedActivity', 'cannotOccur', `The activity of a matched pair ${NO_BASE}`),
    deleted: of(
      'goneItemMatchesUnchanged',
      'cannotOccur',
      `An entry ${GONE_UNSEEN} and its activity ${NO_BASE}`,
    ),
  },
  changed: {
    absent: of('matchWithoutItem', 'cannotOccur', `A matched pair ${NOT_STANDING}; an activity alone is new`),
    unchanged: of('matchOfUnchangedItem', 'cannotOccur', `The entry of a matched pair ${NO_BASE}`),
    changed: of(
      'firstMatch',
      'mergeFirst',
      'Two entries that turn out to be the same are linked and evened out',
    ),
    deleted: of('goneItemMatches', 'cannotOccur', `An entry ${GONE_UNSEEN}; the activity alone is new`),
  },
  deleted: {
    absent: of(
      'goneActivityAlone',
      'cannotOccur',
      `A matched pair ${NOT_STANDING}; an activity ${GONE_UNSEEN}`,
    ),
    unchanged: of(
      'goneActivityMatchesUnchanged',
      'cannotOccur',
      `An activity ${GONE_UNSEEN} and its entry ${NO_BASE}`,
    ),
    changed: of('goneActivityMatches', 'cannotOccur', `An activity ${GONE_UNSEEN}; the entry alone is new`),
    deleted: of('goneBothMatch', 'cannotOccur', 'Two entries cannot be matched when both are gone'),
  },
};

const ALONE = 'A new entry stands alone';

const NEW: Table = {
  absent: {
    absent: of('newNowhere', 'cannotOccur', `${ALONE}, but on one side it must have been told`),
    unchanged: of('newItemUnchanged', 'cannotOccur', `${ALONE}: an entry of the mailbox ${NO_BASE}`),
    changed: of('newItem', 'createActivity', 'A new entry of the mailbox becomes an activity'),
    deleted: of('unknownItemGone', 'nothing', 'The deletion of an entry that was never linked means nothing'),
  },
  unchanged: {
    absent: of('newActivityUnchanged', 'cannotOccur', `${ALONE}: an activity ${NO_BASE}`),
    unchanged: of('newUnchangedTwice', 'cannotOccur', `${ALONE}, and each half ${NO_BASE}`),
    changed: of('newItemBesideUnchanged', 'cannotOccur', `${ALONE}, so an entry has no unchanged activity`),
    deleted: of(
      'goneItemBesideUnchanged',
      'cannotOccur',
      `${ALONE}, so an unchanged activity has no gone entry`,
    ),
  },
  changed: {
    absent: of('newActivity', 'createInMailbox', 'A new activity becomes an entry of the mailbox'),
    unchanged: of(
      'newActivityBesideUnchanged',
      'cannotOccur',
      `${ALONE}, so an activity has no unchanged entry`,
    ),
    changed: of('newTwice', 'cannotOccur', `${ALONE}: two new entries are two cases, unless they match`),
    deleted: of('newActivityBesideGone', 'cannotOccur', `${ALONE}, so a new activity has no gone entry`),
  },
  deleted: {
    absent: of(
      'unknownActivityGone',
      'nothing',
      'The deletion of an activity that was never linked means nothing',
    ),
    unchanged: of(
      'goneActivityBesideUnchanged',
      'cannotOccur',
      `${ALONE}, so a gone activity has no unchanged entry`,
    ),
    changed: of('newItemBesideGone', 'cannotOccur', `${ALONE}, so a new entry has no gone activity`),
    deleted: of(
      'unknownBothGone',
      'cannotOccur',
      `${ALONE}: two deletions of unlinked entries are two cases`,
    ),
  },
};

/** Every case of (state of the activity) x (state of the mailbox entry) x (how they came together). */
export const TRUTH_TABLE: { readonly [R in Relation]: Table } = {
  linked: LINKED,
  matched: MATCHED,
  new: NEW,
};

/** The action of a case; throws where the case cannot occur, since then the planner itself is wrong. */
export function actionFor(relation: Relation, activity: HalfState, item: HalfState): Action {
  const found = TRUTH_TABLE[relation][activity][item];
  if (found.action === 'cannotOccur')
    throw new Error(`planned the impossible case ${found.name}: ${found.says}`);
  return found.action;
}
