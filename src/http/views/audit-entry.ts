import type { AuditEntry as Stored } from '../../store/audit.ts';
import type { AuditEntry } from '../contract.ts';

/** A line of the audit trail as the page shows it. */
export function auditEntryView({ changes, ...entry }: Stored): AuditEntry {
  const action = entry.action === 'settings' ? 'settingsChanged' : entry.action;
  return { ...entry, action, id: String(entry.id), changes: changes.map((change) => ({ ...change })) };
}
