import type { Thing } from './thing.ts';
import type { Dweller } from './town.ts';

/** How many are called at once, the one who calls aside. */
export const MOST_GUESTS = 2;

/** Somebody in another company. */
export const OUTSIDER = { name: 'Pat', address: 'pat@else.example' };

/** An entry of several people: called in Outlook, from outside, or made as an activity with participants. */
export interface Meeting {
  readonly thing: Thing;
  readonly kind: 'outlook' | 'outside' | 'activity';
  /** Who called it; null for somebody outside. */
  readonly organiser: Dweller | null;
  /** Those who were called in the beginning. */
  readonly called: readonly Dweller[];
  /**
   * Those who took it out of their calendar before Tahti had ever seen it there, by their place among the users: no
   * server tells of that, so their activities go on showing it as one that they were invited to.
   */
  readonly leftUnseen: Set<number>;
  /** Its organiser called it off. */
  isOver: boolean;
  /** Something was done to it since the last calm, besides calling it off: then an edit may have beaten that. */
  isTouched: boolean;
}
