import { escapeHtml, escapeLine } from './escape-html.ts';
import { type HtmlLayout, type HtmlLine, isBalanced, isOnlyDress, ownBlock } from './html-layout.ts';
import type { HtmlPiece } from './html-pieces.ts';

/** Puts other source in place of pieces, by their index; all other source stays as it is. */
function withPieces({ html, pieces }: HtmlLayout, sources: ReadonlyMap<number, string>): string {
  const indexes = [...sources.keys()].sort((one, other) => one - other);
  const parts: string[] = [];
  let at = 0;
  for (const index of indexes) {
    const piece = pieces[index] as HtmlPiece;
    parts.push(html.slice(at, piece.from), sources.get(index) ?? '');
    at = piece.to;
  }
  return parts.join('') + html.slice(at);
}

function insertAt(html: string, at: number, what: string): string {
  return html.slice(0, at) + what + html.slice(at);
}

/**
 * Writes what differs between a line and the next words for it into the words it comes from, so that what is bold
 * stays bold. Null where the difference touches something that is not words (a cell's border, a link's address).
 */
export function changeWords(layout: HtmlLayout, line: HtmlLine, next: string): string | null {
  const { from, to, words } = difference(line, next);
  const sources = new Map<number, string>();
  let at = 0;
  let isPlaced = false;
  for (let index = line.first; index < line.end; index += 1) {
    const { kind, out } = layout.pieces[index] as HtmlPiece;
    const start = at;
    at += out.length;
    const isTouched = from === to ? !isPlaced && start <= from && from <= at : start < to && from < at;
    if (!isTouched || out === '') continue;
    if (kind !== 'text') {
      if (from === to) continue;
      return null;
    }
    const left = out.slice(0, Math.max(0, from - start));
    const right = out.slice(Math.min(out.length, to - start));
    sources.set(index, escapeHtml(left + (isPlaced ? '' : words) + right));
    isPlaced = true;
  }
  return isPlaced ? withPieces(layout, sources) : null;
}

/** The stretch of a line's `full` that has to be replaced, and by what. */
function difference({ text, full }: HtmlLine, next: string): { from: number; to: number; words: string } {
  const indentOf = (line: string) => line.slice(0, line.length - line.trimStart().length);
  const isIndentSame = indentOf(text) === indentOf(next);
  const begin = isIndentSame ? indentOf(full).length : 0;
  const wanted = isIndentSame
    ? next.trimStart()
    : indentOf(next).replaceAll(' ', '\u00a0') + next.trimStart();
  const old = full.slice(begin).trimEnd();
  const shorter = Math.min(old.length, wanted.length);
  let same = 0;
  while (same < shorter && old[same] === wanted[same]) same += 1;
  if (isHigh(old, same - 1)) same -= 1;
  let tail = 0;
  while (tail < shorter - same && old.at(-1 - tail) === wanted.at(-1 - tail)) tail += 1;
  if (isLow(old, old.length - tail)) tail -= 1;
  return {
    from: begin + same,
    to: begin + old.length - tail,
    words: wanted.slice(same, wanted.length - tail),
  };
}

/** Halves of one character that has two. */
const isHigh = (text: string, at: number) => /^[\uD800-\uDBFF]/.test(text[at] ?? '');
const isLow = (text: string, at: number) => /^[\uDC00-\uDFFF]/.test(text[at] ?? '');

/** Makes the links of a line plain words that say the same. */
export function unlink(layout: HtmlLayout, line: HtmlLine): string {
  const sources = new Map<number, string>();
  for (let index = line.first; index < line.end; index += 1) {
    const { opener, out } = layout.pieces[index] as HtmlPiece;
    if (opener === undefined) continue;
    sources.set(opener, '');
    sources.set(index, escapeHtml(out));
  }
  return withPieces(layout, sources);
}

/** Takes a line away: its whole block where that holds nothing else, or its words and the line end. */
export function removeLine(layout: HtmlLayout, line: HtmlLine): string | null {
  const { html, pieces } = layout;
  const inner = pieces.slice(line.first, line.end);
  const block = ownBlock(pieces, line);
  if (block && isOnlyDress(inner))
    return html.slice(0, pieces[block.open]?.from) + html.slice(pieces[block.close]?.to);
  if (inner.some(({ kind, out }) => (kind === 'bullet' || kind === 'cell') && out !== '')) return null;
  const sources = new Map<number, string>();
  inner.forEach(({ kind, opener }, offset) => {
    const index = line.first + offset;
    if (kind === 'text') sources.set(index, '');
    if (opener === undefined) return;
    sources.set(opener, '');
    sources.set(index, '');
  });
  const lineEnd = [line.end, line.first - 1].find((index) => pieces[index]?.kind === 'break');
  if (lineEnd !== undefined) sources.set(lineEnd, '');
  return withPieces(layout, sources);
}

/** Blocks that are made once more for a line of their own. */
const REPEATED = new Set(['p', 'div', 'li']);

/** A new line behind another: in a block like its own, or behind a line break in the same one. */
export function addBehind(layout: HtmlLayout, line: HtmlLine, text: string): string {
  const block = ownBlock(layout.pieces, line);
  const like = block ? blockLike(layout, block.open, text) : null;
  if (block && like) return insertAt(layout.html, layout.pieces[block.close]?.to ?? 0, like);
  return insertAt(layout.html, endOfWords(layout, line), `<br>${escapeLine(text)}`);
}

/** A new line before another, in the same way. */
export function addBefore(layout: HtmlLayout, line: HtmlLine, text: string): string {
  const block = ownBlock(layout.pieces, line);
  const like = block ? blockLike(layout, block.open, text) : null;
  if (block && like) return insertAt(layout.html, layout.pieces[block.open]?.from ?? 0, like);
  return insertAt(layout.html, beginOfWords(layout, line), `${escapeLine(text)}<br>`);
}

function blockLike({ html, pieces }: HtmlLayout, open: number, text: string): string | null {
  const { name, from, to } = pieces[open] as HtmlPiece;
  const isItem = name === 'li';
  if (!REPEATED.has(name) || (isItem && !/^- \S/.test(text))) return null;
  return `${withoutId(html.slice(from, to))}${escapeLine(isItem ? text.slice(2) : text)}</${name}>`;
}

/** An id names one element only. */
function withoutId(tag: string): string {
  return tag.replace(/\sid\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/i, '');
}

/** Behind the last word of a line and the ends of what dresses it. */
function endOfWords({ pieces }: HtmlLayout, line: HtmlLine): number {
  let index = line.end - 1;
  while (index > line.first && !says(pieces[index])) index -= 1;
  while (index + 1 < line.end && isDressTag(pieces[index + 1], true)) index += 1;
  return pieces[index]?.to ?? 0;
}

/** Before the first word of a line and the beginnings of what dresses it. */
function beginOfWords({ pieces }: HtmlLayout, line: HtmlLine): number {
  let index = line.first;
  while (index < line.end - 1 && !says(pieces[index])) index += 1;
  while (index > line.first && isDressTag(pieces[index - 1], false)) index -= 1;
  return pieces[index]?.from ?? 0;
}

function says(piece: HtmlPiece | undefined): boolean {
  return piece !== undefined && piece.kind !== 'cell' && piece.out.trim() !== '';
}

function isDressTag(piece: HtmlPiece | undefined, isClose: boolean): boolean {
  return (piece?.kind === 'tag' || piece?.kind === 'link') && piece.isClose === isClose;
}

/** More empty lines before a line: paragraphs where the line above is one, line breaks elsewhere. */
export function addBlanks(layout: HtmlLayout, above: HtmlLine, count: number): string {
  const { html, pieces } = layout;
  const block = ownBlock(pieces, above);
  const open = block && pieces[block.open];
  if (block && open && (open.name === 'p' || open.name === 'div')) {
    const empty = `${withoutId(html.slice(open.from, open.to))}&nbsp;</${open.name}>`;
    return insertAt(html, pieces[block.close]?.to ?? 0, empty.repeat(count));
  }
  // A break just before the end of a block ends the same line as the block's end does.
  const breaks = pieces[above.end]?.kind === 'break' ? count : count + 1;
  return insertAt(html, endOfWords(layout, above), '<br>'.repeat(breaks));
}

/** The ways to take something empty away between two lines. */
export function* withoutOneBlank(layout: HtmlLayout, above: HtmlLine, below: HtmlLine): Generator<string> {
  const { html, pieces } = layout;
  for (let index = above.end; index < below.first; index += 1) {
    const piece = pieces[index] as HtmlPiece;
    if (piece.kind === 'break') yield html.slice(0, piece.from) + html.slice(piece.to);
    if (piece.kind !== 'block' || piece.isClose) continue;
    let close = index + 1;
    while (close < below.first && pieces[close]?.kind !== 'block') close += 1;
    if (close === below.first || pieces[close]?.name !== piece.name) continue;
    const inner = pieces.slice(index + 1, close);
    if (pieces[close]?.isClose && isBalanced(inner) && isOnlyDress(inner))
      yield html.slice(0, piece.from) + html.slice(pieces[close]?.to);
  }
}
