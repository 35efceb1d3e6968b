import type { Item } from '../mailbox-store/item.ts';
import type { Mailbox } from '../mailbox-store/mailbox.ts';
import { utc } from '../zones/zone.ts';
import { readDateTime } from './date-time.ts';
import { EwsError } from './ews-error.ts';
import { readTypedValue } from './properties/extended-value.ts';
import type { Comparable } from './properties/property.ts';
import { extendedValue, propertyByField, readPropertyPath } from './properties/table.ts';
import type { XmlElement } from './xml-read.ts';
import { leaf } from './xml-write.ts';

/** A property as restrictions and sort orders use it. */
export interface SearchField {
  /** The item's value, or undefined when it has none; the values of a list when there are several. */
  readonly read: (item: Item) => Comparable | readonly string[] | undefined;
  /** Turns the constant of a comparison into a value of the same kind. */
  readonly constant: (text: string) => Comparable;
}

/**
 * The property that a path element names.
 * @param refusal the code for a property that cannot be searched: ErrorUnsupportedPathForQuery or …ForSortGroup
 */
export function readSearchField(element: XmlElement, mailbox: Mailbox, refusal: string): SearchField {
  const path = readPropertyPath(element);
  if (path.kind === 'extended') {
    const { type } = path.path;
    const isNumber = ['Integer', 'Long', 'Short', 'Double', 'Float', 'Currency', 'ApplicationTime'].includes(
      type,
    );
    const refine = (value: string): Comparable => (isNumber ? Number(value) : value);
    return {
      read: (item) => {
        const value = extendedValue(path.path, item, mailbox);
        return typeof value === 'string' ? refine(value) : value;
      },
      constant: (text) => refine(readTypedValue(path.path, text)),
    };
  }
  const value = path.kind === 'property' ? propertyByField(path.field)?.value : undefined;
  if (!value) {
    const message = 'The property can not be used with this type of restriction or sort order.';
    throw new EwsError(refusal, message, [leaf('t:FieldURI', '', { FieldURI: path.field })]);
  }
  return { read: (item) => value(item, mailbox), constant: (text) => constantOf(path.field, text) };
}

const instants = /:(Start|End|DateTime\w+|LastModifiedTime|ReminderDueBy)$/;
const numbers = /:(Size|ReminderMinutesBeforeStart|AppointmentSequenceNumber|AppointmentState)$/;
const truths =
  /:(Is\w+|HasAttachments|ReminderIsSet|AllowNewTimeProposal|MeetingRequestWasSent|HasBeenProcessed)$/;

/** Reads a constant as the kind of value that the property has. */
function constantOf(field: string, text: string): Comparable {
  if (instants.test(field)) return validInstant(field, text);
  if (numbers.test(field)) return validNumber(field, text);
  if (truths.test(field)) return validTruth(field, text);
  return text;
}

function validInstant(field: string, text: string): number {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)) throw invalidValue(field);
  return readDateTime(text, utc);
}

function validNumber(field: string, text: string): number {
  if (!/^[+-]?\d+$/.test(text.trim())) throw invalidValue(field);
  return Number(text);
}

function validTruth(field: string, text: string): boolean {
  if (!/^(true|false|0|1)$/i.test(text.trim())) throw invalidValue(field);
  return ['true', '1'].includes(text.trim().toLowerCase());
}

function invalidValue(field: string): EwsError {
  const message = 'The specified value is invalid for property.';
  return new EwsError('ErrorInvalidValueForProperty', message, [leaf('t:FieldURI', '', { FieldURI: field })]);
}
