import type { LogEntry } from './contract.ts';
import { csvLine } from './csv.ts';

type Column = readonly [name: string, cell: (entry: LogEntry) => string];

/** The columns of the CSV file, in their order. */
const COLUMNS: readonly Column[] = [
  ['id', (entry) => entry.id],
  ['at', (entry) => entry.at],
  ['user', (entry) => entry.userName ?? ''],
  ['actor', (entry) => entry.actorName ?? ''],
  ['severity', (entry) => entry.severity],
  ['kind', (entry) => entry.kind],
  ['side', (entry) => entry.side ?? ''],
  ['subject', (entry) => entry.subject ?? ''],
  ['private', (entry) => String(entry.isPrivate)],
  ['fields', (entry) => entry.fields.join(' ')],
  ['conflicts', (entry) => (entry.conflicts.length > 0 ? JSON.stringify(entry.conflicts) : '')],
  ['reason', (entry) => entry.reason ?? ''],
  ['errorCode', (entry) => entry.error?.code ?? ''],
  ['serverWords', (entry) => entry.error?.words ?? ''],
  ['serverRequestId', (entry) => entry.error?.requestId ?? ''],
  ['advice', (entry) => entry.error?.advice ?? ''],
  ['activityId', (entry) => entry.activityId ?? ''],
  ['itemId', (entry) => entry.itemId ?? ''],
  ['runId', (entry) => entry.runId ?? ''],
];

/** Marks the file as UTF-8 for spreadsheets, which would else take it for the machine's old code page. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The log as CSV, line by line: however long it is, little of it stands in memory. */
export async function* csvExport(entries: AsyncIterable<LogEntry>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(COLUMNS.map(([name]) => name));
  for await (const entry of entries) yield csvLine(COLUMNS.map(([, cell]) => cell(entry)));
}

/** The log as a JSON array, entry by entry. */
export async function* jsonExport(entries: AsyncIterable<LogEntry>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const entry of entries) {
    yield before + JSON.stringify(entry);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
