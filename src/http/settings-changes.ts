import { type AuditChange, changesBetween } from '../model/audit.ts';
import type { ActivityType } from '../store/activity-types.ts';
import type { ExchangeForm } from './contract.ts';

/** By name and not by a list: a secret that is added to the form later must not slip through. */
const SECRET = /password|secret|certificate|key/i;

/**
 * What a save of the Exchange settings changes, for the audit trail: with both values, activity types by their
 * names of that time, and of secrets only that they were changed.
 */
export function exchangeChanges(
  before: ExchangeForm | undefined,
  after: ExchangeForm,
  types: readonly ActivityType[],
): AuditChange[] {
  return changesBetween<Partial<ExchangeForm>>(before, after).flatMap((change) => {
    if (!SECRET.test(change.field)) return [named(change, types)];
    // A null keeps the stored one.
    return change.after === null ? [] : [{ field: change.field, before: null, after: null, isSecret: true }];
  });
}

function named(change: AuditChange, types: readonly ActivityType[]): AuditChange {
  const nameOf = (id: unknown) => types.find((type) => type.id === id)?.names ?? id;
  const namesOf = (ids: unknown) => (Array.isArray(ids) ? ids.map(nameOf) : ids);
  if (change.field === 'defaultTypeId')
    return { ...change, before: nameOf(change.before), after: nameOf(change.after) };
  if (change.field === 'outgoingTypeIds')
    return { ...change, before: namesOf(change.before), after: namesOf(change.after) };
  return change;
}
