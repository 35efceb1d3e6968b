import { z } from 'zod';
import type { ActivityType, ActivityTypeForm } from '../../store/activity-types.ts';
import { ActivityCategory } from '../contract.ts';
import { UserReference } from './activity-schema.ts';
import { applyPatch, type PatchOperation } from './json-patch.ts';
import { badProperty } from './severa-error.ts';
import { refuseIssues } from './severa-validation.ts';

const instant = z.iso.datetime({ offset: true });

/** Severa's `ActivityTypeModel`; required when written: `name` and `category`. */
export const ActivityTypeModel = z.strictObject({
  guid: z.string().nullish(),
  name: z.string().trim().min(1).max(200),
  category: ActivityCategory,
  isActive: z.boolean().nullish(),
  isDefault: z.boolean().nullish(),
  isPaidLeave: z.boolean().nullish(),
  code: z.string().max(100).nullish(),
  createdDateTime: instant.nullish(),
  createdBy: UserReference.nullish(),
  lastUpdatedDateTime: instant.nullish(),
  lastUpdatedBy: UserReference.nullish(),
});
export type ActivityTypeModel = z.infer<typeof ActivityTypeModel>;

/** The colours of Severa's calendar, by category: a type that comes over the API brings none. */
const COLORS: Readonly<Record<ActivityCategory, string>> = {
  CalendarEntry: '#4dabf7',
  SalesEvent: '#51cf66',
  Task: '#9775fa',
  Personal: '#868e96',
  Absences: '#ff922b',
};

/** A type as it is told, by its English name. */
export function activityTypeModel(type: ActivityType): ActivityTypeModel {
  const { id: guid, names, category, isActive, isDefault, isPaidLeave, code } = type;
  return {
    ...{ guid, name: names.en, category, isActive, isDefault, isPaidLeave, code },
    ...{ createdDateTime: type.createdAt, createdBy: null },
    ...{ lastUpdatedDateTime: type.updatedAt, lastUpdatedBy: null },
  };
}

/** A new type, last in order; its one name stands in every language. */
export function readNewType(model: ActivityTypeModel, present: readonly ActivityType[]): ActivityTypeForm {
  const { name, category } = model;
  return {
    names: everyLanguage(name),
    category,
    color: COLORS[category],
    isActive: model.isActive ?? true,
    isDefault: model.isDefault ?? false,
    isPaidLeave: model.isPaidLeave ?? false,
    code: model.code ?? '',
    sortOrder: Math.max(0, ...present.map((type) => type.sortOrder)) + 1,
  };
}

const READ_ONLY = ['guid', 'createdDateTime', 'createdBy', 'lastUpdatedDateTime', 'lastUpdatedBy'] as const;

/** What a patch changes of a type; throws SeveraError (400) for its category and what is read only. */
export function readTypePatch(
  type: ActivityType,
  operations: readonly PatchOperation[],
): Partial<Omit<ActivityTypeForm, 'category'>> {
  const told = activityTypeModel(type);
  const patched = applyPatch(told, operations);
  for (const name of READ_ONLY)
    if (patched[name] !== told[name]) throw badProperty(name, `${name} is read only.`);
  const result = ActivityTypeModel.safeParse(patched);
  if (!result.success) throw refuseIssues(result.error.issues, 'RequestBody');
  const { name, category, isActive, isDefault, isPaidLeave, code } = result.data;
  if (category !== type.category)
    throw badProperty(
      'category',
      'The category of an activity type cannot be changed: its activities have it.',
    );
  return {
    ...(name !== told.name && { names: everyLanguage(name) }),
    isActive: isActive ?? true,
    isDefault: isDefault ?? false,
    isPaidLeave: isPaidLeave ?? false,
    code: code ?? '',
  };
}

function everyLanguage(name: string) {
  return { fi: name, en: name, sv: name };
}
