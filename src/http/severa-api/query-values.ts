import { z } from 'zod';
import { CalendarInstant } from '../contract.ts';

/** A parameter that may be repeated (`userGuids=…&userGuids=…`); always a list afterwards. */
export function many<Item extends z.ZodType>(item: Item) {
  return z
    .union([z.array(item).max(500), item])
    .transform((value): z.output<Item>[] => (Array.isArray(value) ? value : [value]) as z.output<Item>[])
    .optional();
}

/** `true` or `false`, in any case. */
export const flag = z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'insensitive' });

/** A date and time with an offset, as an instant in the model's form. */
export const instant = CalendarInstant.transform((text) => new Date(text).toISOString());

export const guid = z.guid().transform((text) => text.toLowerCase());
