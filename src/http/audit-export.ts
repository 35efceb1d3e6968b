import type { AuditChange, AuditEntry } from './contract.ts';
import { csvLine } from './csv.ts';

/** Marks the file as UTF-8 for spreadsheets, which would else take it for the machine's old code page. */
const BYTE_ORDER_MARK = '\uFEFF';

const COLUMNS = ['id', 'at', 'actor', 'action', 'code', 'user', 'field', 'before', 'after'];

/** The audit trail as CSV, a line for each field that was changed: however long it is, little stands in memory. */
export async function* auditCsv(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(COLUMNS);
  for await (const entry of entries) {
    const { id, at, actorName, action, code, userName } = entry;
    const fixed = [id, at, actorName, action, code ?? '', userName];
    const changes: readonly (AuditChange | null)[] = entry.changes.length > 0 ? entry.changes : [null];
    for (const change of changes) yield csvLine([...fixed, ...changeCells(change)]);
  }
}

function changeCells(change: AuditChange | null): string[] {
  if (change === null) return ['', '', ''];
  if (change.isSecret) return [change.field, '', '***'];
  return [change.field, cellOf(change.before), cellOf(change.after)];
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The audit trail as a JSON array, line by line. */
export async function* auditJson(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const entry of entries) {
    yield before + JSON.stringify(entry);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
