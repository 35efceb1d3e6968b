import { type HtmlPiece, htmlPieces } from './html-pieces.ts';
import { textOfPieces } from './html-to-text.ts';

/** A line of the text with the pieces that it comes from. */
export interface HtmlLine {
  /** As it stands in the text. */
  readonly text: string;
  /** What its pieces say, with the white space at both ends that the text does without. */
  readonly full: string;
  /** Indexes of its first piece and of the one behind its last; breaks and edges of blocks stand between lines. */
  readonly first: number;
  readonly end: number;
}

/** An HTML body beside the text that it is read as: every line that says something, and the empty ones between. */
export interface HtmlLayout {
  readonly html: string;
  readonly pieces: readonly HtmlPiece[];
  readonly lines: readonly HtmlLine[];
  /** Empty lines before each line. */
  readonly blanks: readonly number[];
}

/** Null where lines and pieces do not go together, as with a line end written as a character reference. */
export function layOut(html: string): HtmlLayout | null {
  const pieces = htmlPieces(html);
  const { words, blanks } = spaced(textOfPieces(pieces));
  const told = stretches(pieces).filter(({ full }) => full.trim() !== '');
  if (told.length !== words.length) return null;
  const lines = told.map((stretch, index) => ({ ...stretch, text: words[index] ?? '' }));
  if (lines.some(({ text, full }) => text.trim() !== full.trim())) return null;
  return { html, pieces, lines, blanks };
}

/** The lines of a text that say something, and how many empty ones stand before each. */
export function spaced(text: string): { words: string[]; blanks: number[] } {
  const words: string[] = [];
  const blanks: number[] = [];
  let empty = 0;
  for (const line of text.split('\n')) {
    if (line === '') {
      empty += 1;
      continue;
    }
    words.push(line);
    blanks.push(empty);
    empty = 0;
  }
  return { words, blanks };
}

function stretches(pieces: readonly HtmlPiece[]): Omit<HtmlLine, 'text'>[] {
  const found: Omit<HtmlLine, 'text'>[] = [];
  let first = 0;
  for (let at = 0; at <= pieces.length; at += 1) {
    const piece = pieces[at];
    if (piece && piece.kind !== 'break' && piece.kind !== 'block') continue;
    const said = pieces.slice(first, at).map(({ out }) => out);
    found.push({ full: said.join('').replaceAll('\u00a0', ' '), first, end: at });
    first = at + 1;
  }
  return found;
}

/** The block element that holds this line and nothing else, by the indexes of its tags; null where there is none. */
export function ownBlock(
  pieces: readonly HtmlPiece[],
  line: HtmlLine,
): { open: number; close: number } | null {
  const open = pieces[line.first - 1];
  const close = pieces[line.end];
  const isOwn =
    open?.kind === 'block' &&
    close?.kind === 'block' &&
    !open.isClose &&
    close.isClose &&
    open.name === close.name &&
    isBalanced(pieces.slice(line.first, line.end));
  return isOwn ? { open: line.first - 1, close: line.end } : null;
}

/** Whether every element that begins among these pieces ends there too, so that they can be cut out. */
export function isBalanced(pieces: readonly HtmlPiece[]): boolean {
  const open: string[] = [];
  for (const { kind, name, isClose } of pieces) {
    if (kind === 'break' || !name || kind === 'bullet' || VOID.has(name)) continue;
    if (!isClose) open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

const VOID = new Set(['img', 'input', 'wbr', 'meta', 'link', 'area', 'base', 'col', 'embed', 'source']);

/** Elements that dress words and are nothing without them; anything else (a picture) is kept. */
const DRESS = new Set('a abbr b big code em font i o q s small span strike strong sub sup tt u'.split(' '));

/** Whether these pieces show nothing once their words are gone. */
export function isOnlyDress(pieces: readonly HtmlPiece[]): boolean {
  return pieces.every(({ kind, name }) => (kind !== 'tag' && kind !== 'silent') || DRESS.has(name));
}
