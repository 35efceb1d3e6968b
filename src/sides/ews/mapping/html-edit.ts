import { escapeLine } from './escape-html.ts';
import { type HtmlLayout, layOut, spaced } from './html-layout.ts';
import {
  addBefore,
  addBehind,
  addBlanks,
  changeWords,
  removeLine,
  unlink,
  withoutOneBlank,
} from './html-line-edits.ts';
import { EDGE } from './html-pieces.ts';
import { htmlToText } from './html-to-text.ts';
import { type LineChange, lineChanges } from './line-changes.ts';
import { tidyText } from './tidy-text.ts';

/** Characters of HTML that one edit may read altogether; every step lays the whole body out again. */
const MOST_READ = 4_000_000;

/** Another text for an HTML body. */
export interface EditedHtml {
  readonly html: string;
  /** False where the body had to be written anew, so that its formatting is lost. */
  readonly isKept: boolean;
}

/**
 * The HTML body that is read as `text`, with the markup of every line that stays, and of the words that stay in
 * a changed line. Where the structure does not allow it, what was written before or behind the old text is put
 * there; only where that does not do either, the body is made anew.
 */
export function editHtml(html: string, text: string): EditedHtml {
  // White space of HTML is read as spaces (`htmlToText`), so that is what it can say.
  const wanted = tidyText(tidyText(text).replaceAll(EDGE, '').replaceAll('\u00a0', ' '));
  const body = html.replaceAll(EDGE, '');
  const kept = editLines(body, wanted) ?? extend(body, wanted);
  return kept === null ? { html: plainHtml(wanted), isKept: false } : { html: kept, isKept: true };
}

function editLines(html: string, wanted: string): string | null {
  const layout = layOut(html);
  if (!layout || layout.lines.length === 0) return null;
  const { words, blanks } = spaced(wanted);
  const reading = new Budget(html.length);
  const changes = lineChanges(
    layout.lines.map((line) => line.text),
    words,
  );
  if (!reading.suffices(changes.length)) return null;
  let edited: HtmlLayout | null = layout;
  for (const change of changes) edited = edited && reading.allows() ? takeChange(edited, change) : null;
  const spacedOut = edited && words.length > 0 ? setBlanks(edited, blanks, reading) : edited;
  return spacedOut && htmlToText(spacedOut.html) === wanted ? spacedOut.html : null;
}

/** Counts how often a body of this length may be laid out. */
class Budget {
  #left: number;
  constructor(length: number) {
    this.#left = Math.floor(MOST_READ / (length + 1));
  }
  suffices(steps: number): boolean {
    return steps <= this.#left;
  }
  allows(): boolean {
    this.#left -= 1;
    return this.#left >= 0;
  }
}

function takeChange(layout: HtmlLayout, change: LineChange): HtmlLayout | null {
  const line = layout.lines[change.at];
  if (change.kind === 'add') {
    const first = layout.lines[0];
    if (line) return layOut(addBehind(layout, line, change.text));
    return first ? layOut(addBefore(layout, first, change.text)) : null;
  }
  if (!line) return null;
  if (change.kind === 'change') return changeLine(layout, change.at, change.text);
  const removed = removeLine(layout, line);
  return removed === null ? null : layOut(removed);
}

/** A link that no longer fits its words gives way to words. */
function changeLine(layout: HtmlLayout, at: number, text: string): HtmlLayout | null {
  const direct = withWords(layout, at, text);
  if (direct) return direct;
  const line = layout.lines[at];
  const plain = line && layOut(unlink(layout, line));
  return plain ? withWords(plain, at, text) : null;
}

function withWords(layout: HtmlLayout, at: number, text: string): HtmlLayout | null {
  const line = layout.lines[at];
  const html = line ? changeWords(layout, line, text) : null;
  const changed = html === null ? null : layOut(html);
  return changed?.lines[at]?.text === text ? changed : null;
}

/** Makes the empty lines between the lines as many as they should be. */
function setBlanks(layout: HtmlLayout, wanted: readonly number[], reading: Budget): HtmlLayout | null {
  let current = layout;
  while (true) {
    const at = wanted.findIndex((count, index) => index > 0 && count !== current.blanks[index]);
    if (at < 0) return current;
    const next = reading.allows() ? setBlanksBefore(current, at, wanted[at] ?? 0, reading) : null;
    if (!next) return null;
    current = next;
  }
}

function setBlanksBefore(layout: HtmlLayout, at: number, wanted: number, reading: Budget): HtmlLayout | null {
  const [above, below, standing] = [layout.lines[at - 1], layout.lines[at], layout.blanks[at]];
  if (!above || !below || standing === undefined) return null;
  if (standing < wanted) {
    const more = layOut(addBlanks(layout, above, wanted - standing));
    return more?.blanks[at] === wanted ? more : null;
  }
  for (const html of withoutOneBlank(layout, above, below)) {
    const less = reading.allows() ? layOut(html) : null;
    const count = less?.blanks[at] ?? standing;
    if (less && less.lines.length === layout.lines.length && count < standing && count >= wanted) return less;
  }
  return null;
}

/** What was written before or behind the old text, put before or behind the body as it stands. */
function extend(html: string, wanted: string): string | null {
  const old = htmlToText(html);
  const [, head = '', rest = ''] = /^([\s\S]*<body\b[^>]*>)?([\s\S]*)$/i.exec(html) ?? [];
  const end = rest.search(/<\/body\b/i);
  const [inner, tail] = end < 0 ? [rest, ''] : [rest.slice(0, end), rest.slice(end)];
  const candidates = [
    ...(wanted.startsWith(old) ? [head + inner + paragraphs(wanted.slice(old.length), 1) + tail] : []),
    ...(wanted.endsWith(old)
      ? [head + paragraphs(wanted.slice(0, wanted.length - old.length), -1) + inner + tail]
      : []),
  ];
  return candidates.find((candidate) => htmlToText(candidate) === wanted) ?? null;
}

/** Paragraphs of a text; the line end that parts it from the old text is no paragraph. */
function paragraphs(text: string, side: 1 | -1): string {
  const lines = side === 1 ? text.replace(/^\n/, '') : text.replace(/\n$/, '');
  return lines
    .split('\n')
    .map((line) => `<p>${escapeLine(line) || '&nbsp;'}</p>`)
    .join('');
}

function plainHtml(text: string): string {
  return `<html><body>${text === '' ? '' : paragraphs(text, 1)}</body></html>`;
}
