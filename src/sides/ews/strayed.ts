import type { MailboxAccess } from './mailbox-access.ts';
import { getFolderIds } from './operations/get-folder-ids.ts';
import { getItemProperties } from './operations/get-item.ts';
import { fieldUri } from './properties.ts';
import { child } from './xml-element.ts';

/**
 * Of entries that were read by their ids, those that do not lie in the calendar: reading by id finds what stands in
 * any folder, also in a calendar that a new one took the place of. What the server does not tell counts as lying in
 * the calendar, since the others are taken for gone.
 */
export async function strayedAmong(
  { client, mailbox, reader }: MailboxAccess,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const paths = [fieldUri('item:ParentFolderId')];
  const items = await reader.items(ids, (batch) => getItemProperties(batch, paths), signal);
  const parentOf = new Map<string, string>();
  for (const [id, item] of items) {
    const parent = child(item, 'ParentFolderId')?.attributes.Id;
    if (parent) parentOf.set(id, parent);
  }
  const parents = [...new Set(parentOf.values())];
  if (parents.length === 0) return new Set();
  const [calendar, ...others] = await client.call(getFolderIds(parents), mailbox, signal);
  if (!calendar?.ok || calendar.value === null) return new Set();
  const elsewhere = new Set(
    parents.filter((_, at) => {
      const folder = others[at];
      return folder?.ok && folder.value !== null && folder.value !== calendar.value;
    }),
  );
  return new Set([...parentOf].filter(([, parent]) => elsewhere.has(parent)).map(([id]) => id));
}
