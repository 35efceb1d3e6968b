import type { UpdateRequest } from '../../side.ts';
import type { MailboxAccess } from '../mailbox-access.ts';
import { readBody } from '../mapping/text.ts';
import { tidyText } from '../mapping/tidy-text.ts';
import { getItemBodies } from '../operations/get-item.ts';

/**
 * Ids whose body already says what the patch would write. Their body is left alone: writing a text would throw
 * away the formatting, the links and the pictures of an HTML body that says the same.
 */
export async function unchangedTexts(
  { reader }: MailboxAccess,
  requests: readonly UpdateRequest[],
  signal: AbortSignal,
): Promise<Set<string>> {
  const texts = new Map(
    requests.flatMap(({ id, patch }) =>
      patch.text !== undefined && patch.html === undefined ? [[id, patch.text]] : [],
    ),
  );
  const ids = [...texts.keys()];
  const bodies = await reader.items(ids, (batch) => getItemBodies(batch, reader.bodyType), signal);
  return new Set(
    [...bodies]
      .filter(([id, item]) => readBody(item).text === tidyText(texts.get(id) ?? ''))
      .map(([id]) => id),
  );
}
