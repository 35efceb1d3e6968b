import { z } from 'zod';
import type { ActivityType } from '../../store/activity-types.ts';
import type { User } from '../../store/users.ts';
import type { Language, Role } from '../contract.ts';
import { namedGuid } from './named-guid.ts';
import { timeZoneModel } from './time-zones.ts';

const Named = z.object({ guid: z.string(), name: z.string() });
const Localized = Named.extend({ code: z.string(), englishName: z.string() });
export const TimeZone = Named.extend({ systemName: z.string(), ianaName: z.string() });

/** Severa's `UserOutputModel`, as far as the workspace knows its users. */
export const UserModel = z.object({
  guid: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  isActive: z.boolean(),
  code: z.string(),
  timezone: TimeZone,
  language: Localized,
  culture: Localized,
  defaultActivityType: Named.nullable(),
  permissionProfile: Named,
  businessUnit: Named.nullable(),
  userType: z.enum(['FullUser', 'Employee', 'RestrictedEmployee', 'Subcontractor']),
  lastLogin: z.string().nullable(),
  createdDateTime: z.string(),
  createdBy: z.null(),
  lastUpdatedDateTime: z.string(),
  lastUpdatedBy: z.null(),
});
export type UserModel = z.infer<typeof UserModel>;

const LANGUAGES: Readonly<Record<Language, readonly [name: string, english: string, culture: string]>> = {
  fi: ['suomi', 'Finnish', 'fi-FI'],
  en: ['English', 'English', 'en-GB'],
  sv: ['svenska', 'Swedish', 'sv-SE'],
};

const PROFILES: Readonly<Record<Role, string>> = {
  administrator: 'Administrator',
  user: 'User',
  support: 'Customer support',
  operator: 'Operator',
};

/** A user as Severa tells one. */
export function userModel(user: User, types: readonly ActivityType[]): UserModel {
  const { id: guid, firstName, lastName, email, isActive, code } = user;
  const usual = types.find((type) => type.isDefault);
  return {
    ...{ guid, firstName, lastName, email, isActive, code },
    timezone: timeZoneModel(user.timeZone),
    ...languageOf(user.language),
    defaultActivityType: usual ? { guid: usual.id, name: usual.names.en } : null,
    permissionProfile: { guid: namedGuid(`profile ${user.role}`), name: PROFILES[user.role] },
    businessUnit: null,
    userType: 'FullUser',
    lastLogin: user.lastSignInAt,
    ...{ createdDateTime: user.createdAt, createdBy: null },
    ...{ lastUpdatedDateTime: user.updatedAt, lastUpdatedBy: null },
  };
}

function languageOf(code: Language): Pick<UserModel, 'language' | 'culture'> {
  const [name, englishName, culture] = LANGUAGES[code];
  return {
    language: { guid: namedGuid(`language ${code}`), code, name, englishName },
    culture: { guid: namedGuid(`culture ${culture}`), code: culture, name, englishName },
  };
}
