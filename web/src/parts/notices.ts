/** A word about what was done, or could not be done, that shows for a while over any page. */
export interface Notice {
  readonly id: number;
  readonly kind: 'done' | 'failed';
  readonly title: string | null;
  readonly message: string;
  /** Milliseconds that it stays; what failed is read longer than what went well. */
  readonly stays: number;
}

/** More at once would cover the page; the oldest gives way. */
const MOST = 4;

let notices: readonly Notice[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** The notices that are shown now, oldest first; the same array until they change. */
export function shownNotices(): readonly Notice[] {
  return notices;
}

/** Calls `listener` whenever notices come or go; the function returned ends it. */
export function watchNotices(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function showNotice(notice: Omit<Notice, 'id'>): void {
  lastId += 1;
  set([...notices, { ...notice, id: lastId }].slice(-MOST));
}

export function closeNotice(id: number): void {
  set(notices.filter((notice) => notice.id !== id));
}

function set(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}
