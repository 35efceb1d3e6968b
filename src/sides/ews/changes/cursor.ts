/** What a cursor holds. On a server with Exchange's own habits it is the sync state and nothing else. */
export interface EwsCursor {
  readonly syncState: string;
  /** The calendar folder of the sync state, where the server would take the state of any other. */
  readonly folder?: string;
  /** Digests of the series that are watched, by id, and the number of the one that is looked at next. */
  readonly series?: Readonly<Record<string, string>>;
  readonly next?: number;
}

/** Sync states are base 64, so that nothing else begins like this. */
const PREFIX = 'tahti:';

export function writeCursor(cursor: EwsCursor): string {
  const { syncState, folder, series } = cursor;
  return folder === undefined && series === undefined ? syncState : `${PREFIX}${JSON.stringify(cursor)}`;
}

/** Any text is a cursor: what is not ours is a sync state, and the server says what it thinks of it. */
export function readCursor(text: string): EwsCursor {
  if (!text.startsWith(PREFIX)) return { syncState: text };
  try {
    const cursor = JSON.parse(text.slice(PREFIX.length)) as Partial<EwsCursor> | null;
    return typeof cursor?.syncState === 'string' ? (cursor as EwsCursor) : { syncState: text };
  } catch {
    return { syncState: text };
  }
}
