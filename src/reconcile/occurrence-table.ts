/**
 * What became of one occurrence of a series since it was last synchronized. `edited`: it says something else
 * than before, or was deleted then and stands again. `deleted`: it stood and does so no more.
 */
export type OccurrenceChange = 'unchanged' | 'edited' | 'deleted';

/**
 * What a case calls for. `merge`: each field from the side that changed it; an occurrence that one side alone
 * edited is the plain case of it. `delete`: it goes on both sides.
 */
export type OccurrenceAction = 'leave' | 'merge' | 'delete';

export interface OccurrenceCase {
  readonly name: string;
  readonly action: OccurrenceAction;
  /** The case in one sentence: the title of its test. */
  readonly says: string;
}

const of = (name: string, action: OccurrenceAction, says: string): OccurrenceCase => ({ name, action, says });

type Row = { readonly [Item in OccurrenceChange]: OccurrenceCase };

/** Rows: the occurrence in the activity. Columns: the same occurrence in the mailbox. */
export const OCCURRENCE_TABLE: { readonly [Activity in OccurrenceChange]: Row } = {
  unchanged: {
    unchanged: of('neither', 'leave', 'An occurrence that nobody touched is left as it is'),
    edited: of('itemEdited', 'merge', 'An occurrence edited in the mailbox is edited in the activity'),
    deleted: of('itemDeleted', 'delete', 'An occurrence deleted in the mailbox is deleted in the activity'),
  },
  edited: {
    unchanged: of('activityEdited', 'merge', 'An occurrence edited in the activity is edited in the mailbox'),
    edited: of('bothEdited', 'merge', 'An occurrence edited on both sides is merged field by field'),
    deleted: of(
      'activityEditBeatsDeletion',
      'merge',
      'An occurrence edited in the activity beats its deletion in the mailbox',
    ),
  },
  deleted: {
    unchanged: of(
      'activityDeleted',
      'delete',
      'An occurrence deleted in the activity is deleted in the mailbox',
    ),
    edited: of(
      'itemEditBeatsDeletion',
      'merge',
      'An occurrence edited in the mailbox beats its deletion in the activity',
    ),
    deleted: of('bothDeleted', 'leave', 'An occurrence deleted on both sides stays deleted'),
  },
};
