import { type ErrorDetails, SideError } from '../../model/problem.ts';
import { isInvalidId } from './classify.ts';
import type { ItemOutcome } from './client.ts';
import type { XmlElement } from './xml-element.ts';

/** An entry that stands there and cannot be read or normalised. */
export interface Unreadable {
  readonly id: string;
  readonly error: ErrorDetails;
}

/**
 * The calendar items of an answer by the ids that were asked for; what is gone, or is no calendar item, is left out.
 * One that stands there and cannot be read is added to `unreadable`. Throws what concerns the whole mailbox.
 */
export function itemsById(
  ids: readonly string[],
  outcomes: readonly ItemOutcome<XmlElement>[],
  unreadable: Unreadable[],
): Map<string, XmlElement> {
  const items = new Map<string, XmlElement>();
  ids.forEach((id, index) => {
    const outcome = outcomes[index];
    if (!outcome) return;
    if (outcome.ok && outcome.value.name === 'CalendarItem') items.set(id, outcome.value);
    const error = failureOfOne(outcome);
    if (error) unreadable.push({ id, error });
  });
  return items;
}

/**
 * What makes one item unreadable; null when it was read or is gone. An id that the server does not take is gone,
 * too: in a mailbox that was moved every old id is. Throws what concerns the whole mailbox.
 */
function failureOfOne(outcome: ItemOutcome<XmlElement>): ErrorDetails | null {
  if (outcome.ok || outcome.error.kind === 'gone' || isInvalidId(outcome.error.code)) return null;
  if (outcome.error.kind === 'entry') return outcome.error;
  // One entry alone is more than we take, or breaks the answer: asking for it again will not help.
  if (ALONE_UNREADABLE.has(outcome.error.code)) return { ...outcome.error, kind: 'entry' };
  throw new SideError(outcome.error);
}

const ALONE_UNREADABLE = new Set(['EWS_ANSWER_TOO_LARGE', 'EWS_MALFORMED_XML', 'EWS_ANSWER_TOO_DEEP']);
