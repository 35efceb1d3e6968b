/** A value of a setting as a person reads it: plain JSON, and names of things in each language of the page. */
export type AuditValue = unknown;

/** One field that a person changed. A secret is `null` on both sides, with `isSecret` saying so. */
export interface AuditChange {
  readonly field: string;
  readonly before: AuditValue;
  readonly after: AuditValue;
  readonly isSecret?: boolean;
}

/** The fields that differ between two states of a form, by their JSON; before the first save, all that are set. */
export function changesBetween<Form extends object>(
  before: Partial<Form> | undefined,
  after: Form,
): AuditChange[] {
  return Object.entries(after)
    .map(([field, value]) => ({
      field,
      before: before?.[field as keyof Form] ?? null,
      after: (value ?? null) as AuditValue,
    }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}
