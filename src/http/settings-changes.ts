import { type AuditChange, changesBetween } from '../model/audit.ts';
import type { ActivityType } from '../store/activity-types.ts';
import type { ExchangeForm } from './contract.ts';

/**
 * What a save of the Exchange settings changes, for the audit trail: with both values, activity types by their
 * names of that time, and of secrets only that they were
 * changed.
 */
export function exchangeChanges(
  before: ExchangeForm | undefined,
  after: ExchangeForm,
  types: readonly ActivityType[],
): AuditChange[] {
  const { delegatePassword, clientSecret, ...fields } = after;
  const changes = changesBetween<Partial<ExchangeForm>>(before, fields).map((change) => named(change, types));
  const secrets = { delegatePassword, clientSecret };
  for (const [field, secret] of Object.entries(secrets))
    if (secret !== null) changes.push({ field, before: null, after: null, isSecret: true });
  return changes;
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
