import { decodeEntities } from './html-entities.ts';

/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
  'address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody thead tr ul'.split(
    ' ',
  ),
);

/** Elements whose content is not words. */
const SILENT = new Set(['head', 'style', 'script', 'title', 'xml']);

/**
 * Stands for the edge of a block until all are known; neighbouring edges make one line end. A code point that
 * Unicode keeps out of texts.
 */
export const EDGE = '\uFDD0';

/** A stretch of an HTML body and what it says as text. The pieces of a body stand in order and cover it. */
export interface HtmlPiece {
  readonly kind: 'text' | 'break' | 'block' | 'bullet' | 'cell' | 'link' | 'tag' | 'silent';
  /** Where it stands in the HTML; a bullet stands, without length, behind the tag that it comes from. */
  readonly from: number;
  readonly to: number;
  /** Name of the element, lower case; empty for words and comments. */
  readonly name: string;
  readonly isClose: boolean;
  readonly out: string;
  /** Of a link's end: the index of the piece that began it. */
  readonly opener?: number;
}

type Unplaced = Omit<HtmlPiece, 'from' | 'to'>;

interface OpenLink {
  readonly href: string;
  readonly from: number;
}

/** One pass, linear in the length whatever the HTML looks like; what is behind unclosed markup says nothing. */
export function htmlPieces(html: string): HtmlPiece[] {
  const lower = html.toLowerCase();
  const pieces: HtmlPiece[] = [];
  const links: OpenLink[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const to = open < 0 ? html.length : open;
    if (to > at) pieces.push({ ...WORDS, from: at, to, out: flowing(html.slice(at, to)) });
    const end = open < 0 ? -1 : endOfMarkup(html, lower, open);
    if (end < 0) break;
    const tag = html.slice(open, end);
    pieces.push({ ...takeTag(tag, pieces, links), from: open, to: end });
    if (nameOf(tag) === 'li' && !isClosing(tag)) pieces.push({ ...BULLET, from: end, to: end });
    at = end;
  }
  return pieces;
}

const WORDS = { kind: 'text', name: '', isClose: false } as const;
const BULLET = { kind: 'bullet', name: 'li', isClose: false, out: '- ' } as const;

/** Where the tag, comment or silent element that begins at `open` ends; -1 when it never does. */
function endOfMarkup(html: string, lower: string, open: number): number {
  if (html.startsWith('<!--', open)) return after(html, '-->', open + 4);
  const name = nameOf(html.slice(open, open + 16));
  const close = SILENT.has(name) ? lower.indexOf(`</${name}`, open) : open;
  return close < 0 ? -1 : after(html, '>', close);
}

function after(html: string, what: string, from: number): number {
  const at = html.indexOf(what, from);
  return at < 0 ? -1 : at + what.length;
}

function nameOf(tag: string): string {
  return /^<\/?([a-z][a-z0-9]*)/i.exec(tag)?.[1]?.toLowerCase() ?? '';
}

function isClosing(tag: string): boolean {
  return tag.startsWith('</');
}

function takeTag(tag: string, pieces: readonly HtmlPiece[], links: OpenLink[]): Unplaced {
  const name = nameOf(tag);
  const isClose = isClosing(tag);
  if (name === 'br') return { kind: 'break', name, isClose, out: '\n' };
  if (name === 'td' || name === 'th') return { kind: 'cell', name, isClose, out: isClose ? '\t' : '' };
  if (BLOCKS.has(name)) return { kind: 'block', name, isClose, out: EDGE };
  if (name === 'a') return takeLink(tag, pieces, links);
  return { kind: name === '' || SILENT.has(name) ? 'silent' : 'tag', name, isClose, out: '' };
}

/** Behind a link's words comes its address, unless the words are the address. */
function takeLink(tag: string, pieces: readonly HtmlPiece[], links: OpenLink[]): Unplaced {
  const piece = { kind: 'link', name: 'a', isClose: isClosing(tag), out: '' } as const;
  if (!piece.isClose) {
    links.push({ href: hrefOf(tag), from: pieces.length });
    return piece;
  }
  const link = links.pop();
  if (!link) return piece;
  if (!link.href) return { ...piece, opener: link.from };
  const shown = pieces
    .slice(link.from)
    .map(({ out }) => out)
    .join('')
    .trim();
  const bare = link.href.replace(/^mailto:/i, '').replace(/\/$/, '');
  const address = shown ? ` <${link.href}>` : link.href;
  return { ...piece, opener: link.from, out: shown.includes(bare) ? '' : address };
}

function hrefOf(tag: string): string {
  const match = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(tag);
  const href = decodeEntities(match?.[1] ?? match?.[2] ?? match?.[3] ?? '').trim();
  return /^(https?:|mailto:|tel:|sip:)/i.test(href) ? href : '';
}

/** White space in HTML's running text is one space. */
function flowing(text: string): string {
  return decodeEntities(text.replace(/[ \t\r\n\f]+/g, ' '));
}
