/**
 * One occurrence (or single entry) as a person sees it in a calendar. Both readers bring their calendar into
 * this form by rules of their own, so that a mistake of the planner or the connector cannot hide in both.
 */
export interface Seen {
  readonly token: string;
  readonly subject: string;
  /** An instant, or the date of an all-day entry. */
  readonly start: string;
  readonly end: string;
  /** IANA zone of a timed entry; empty for an all-day one. */
  readonly zone: string;
  readonly location: string;
  readonly text: string;
  readonly isPrivate: boolean;
  /** Exchange's word. */
  readonly busy: string;
  /** Addresses of the others who take part, sorted. */
  readonly people: readonly string[];
}

/** What stands in one calendar. */
export interface CalendarSeen {
  /** Every occurrence, in the order of starts. */
  readonly occurrences: readonly Seen[];
  /** Entries (a series is one) by token, under the ids of their side. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
}

export function byStart(one: Seen, other: Seen): number {
  const [a, b] = [
    `${one.token} ${one.start} ${one.subject}`,
    `${other.token} ${other.start} ${other.subject}`,
  ];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Line ends and outer white space are no difference to a person. */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();
}

export function groupIds(entries: readonly { readonly token: string; readonly id: string }[]) {
  const ids = new Map<string, string[]>();
  for (const { token, id } of entries) ids.set(token, [...(ids.get(token) ?? []), id]);
  return ids;
}
