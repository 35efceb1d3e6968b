import type { Recurrence } from '../../../model/recurrence.ts';
import { TAHTI_PROPERTY_SET } from '../mark.ts';
import type { PropertyWrite } from '../properties.ts';
import { child, textOf, type XmlElement } from '../xml-element.ts';
import { tag, textTag } from '../xml-writer.ts';

/**
 * What a series is still to become. A series with changed or deleted occurrences takes several requests; the
 * first of them writes into the master, in the same stroke, what the others are going to do. Whoever reads a
 * master that still carries this finishes the work: a process that died half-way leaves nothing half done.
 */
export const UNFINISHED = 'tahti:Unfinished';
const PROPERTY_NAME = 'TahtiUnfinishedSeries';
const VERSION = 1;

export interface Unfinished {
  /** The whole rule as it is to become: on its way an entry may for a moment stand without any. */
  readonly recurrence: Recurrence;
  /** Whether those who take part are told of what is still to be done. */
  readonly notify: boolean;
}

export function unfinishedUri(): string {
  return tag('t:ExtendedFieldURI', {
    PropertySetId: TAHTI_PROPERTY_SET,
    PropertyName: PROPERTY_NAME,
    PropertyType: 'String',
  });
}

/** The property as a write; null removes it. */
export function writeUnfinished(unfinished: Unfinished | null): PropertyWrite {
  if (!unfinished) return { uri: UNFINISHED, xml: null };
  const { recurrence, notify } = unfinished;
  const note = { version: VERSION, recurrence, ...(notify ? { notify } : {}) };
  const value = textTag('t:Value', JSON.stringify(note));
  return { uri: UNFINISHED, xml: tag('t:ExtendedProperty', {}, unfinishedUri(), value) };
}

/** What a master is still to become, or null. A value that is not ours says nothing. */
export function readUnfinished(master: XmlElement): Unfinished | null {
  const property = master.children.find(
    (one) =>
      one.name === 'ExtendedProperty' &&
      child(one, 'ExtendedFieldURI')?.attributes.PropertyName === PROPERTY_NAME,
  );
  const text = textOf(property, 'Value');
  return text ? parse(text) : null;
}

function parse(text: string): Unfinished | null {
  try {
    const { version, recurrence, notify } = JSON.parse(text) as {
      version?: number;
      recurrence?: Partial<Recurrence>;
      notify?: boolean;
    };
    return version === VERSION && isWhole(recurrence) ? { recurrence, notify: notify === true } : null;
  } catch {
    return null;
  }
}

/** The property stands in a person's mailbox, where anything can be written into it. */
function isWhole(recurrence: Partial<Recurrence> | undefined): recurrence is Recurrence {
  const { pattern, range, start, zone, deleted, exceptions } = recurrence ?? {};
  const isNamed = [pattern?.kind, range?.kind, start, zone].every((word) => typeof word === 'string');
  const areNames = Array.isArray(deleted) && deleted.every((one) => typeof one === 'string');
  return (
    isNamed &&
    areNames &&
    Array.isArray(exceptions) &&
    exceptions.every((one) => typeof one?.original === 'string' && typeof one?.time?.start === 'string')
  );
}
