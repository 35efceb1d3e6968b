import { z } from 'zod';
import { ActivityCategory, CalendarInstant } from '../contract.ts';
import { SeveraRecurrence } from './recurrence-schema.ts';

/** A reference to something by its guid; whatever else Severa tells about it is ignored when written. */
const reference = <Shape extends z.ZodRawShape>(told: Shape) =>
  z.strictObject({ guid: z.string().min(1), ...told });
const text = z.string().nullish();
const instant = CalendarInstant;

export const RecurrenceType = z.enum(['None', 'Occurrence', 'Exception', 'Series']);

/** Severa's `UserWithFirstNameLastNameAndPhotoFileModel`, without the photo. */
export const UserReference = z.strictObject({
  guid: text,
  name: text,
  firstName: text,
  lastName: text,
  code: text,
});

const Customer = reference({ name: text, number: z.number().int().nullish() });

const Phase = reference({
  name: text,
  isLocked: z.boolean().nullish(),
  projectGuid: text,
  projectName: text,
  projectNumber: z.number().int().nullish(),
  projectOwnerGuid: text,
});

/**
 * Severa's `ActivityModel`, as it is told and as it is written. Required when written: `name`,
 * `startDateTime`, `activityType.guid`, `ownerUser.guid`.
 */
export const ActivityModel = z.strictObject({
  guid: text,
  name: z.string().trim().min(1).max(1000),
  startDateTime: instant,
  endDateTime: instant.nullish(),
  isAllDay: z.boolean().nullish(),
  hasDuration: z.boolean().nullish(),
  isClosed: z.boolean().nullish(),
  isUnassigned: z.boolean().nullish(),
  hasHours: z.boolean().nullish(),
  notes: z.string().max(100_000).nullish(),
  location: z.string().max(1000).nullish(),
  activityType: reference({ name: text, category: ActivityCategory.nullish() }),
  ownerUser: reference({
    name: text,
    code: text,
    keywords: z.array(z.strictObject({ guid: text, value: text })).nullish(),
  }),
  customer: Customer.nullish(),
  phase: Phase.nullish(),
  projectTaskStatus: z.strictObject({ guid: text, name: text }).nullish(),
  recurrence: SeveraRecurrence.nullish(),
  recurrenceRule: text,
  recurrenceType: RecurrenceType.nullish(),
  recurrenceParentActivityGuid: text,
  createdDateTime: instant.nullish(),
  createdBy: UserReference.nullish(),
  lastUpdatedDateTime: instant.nullish(),
  lastUpdatedBy: UserReference.nullish(),
});
export type ActivityModel = z.infer<typeof ActivityModel>;

/** As it is told: what came from Exchange may be longer than what the API takes, or have no name. */
export const ActivityAnswer = ActivityModel.extend({
  name: z.string(),
  notes: z.string(),
  location: z.string(),
});

/** What Severa keeps itself: told by it, ignored in POST, refused in PATCH. */
export const READ_ONLY = [
  'guid',
  'hasHours',
  'recurrenceRule',
  'recurrenceType',
  'recurrenceParentActivityGuid',
  'createdDateTime',
  'createdBy',
  'lastUpdatedDateTime',
  'lastUpdatedBy',
] as const satisfies readonly (keyof ActivityModel)[];
