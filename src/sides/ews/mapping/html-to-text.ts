import { decodeEntities } from './html-entities.ts';
import { tidyText } from './tidy-text.ts';

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
const EDGE = '\uFDD0';

/**
 * The words of an HTML body as plain text, the same for the same HTML every time: a text that did not change
 * must never look changed. Formatting goes; links keep their address where the words do not show it, since an
 * online meeting's link must survive. One pass, linear in the length whatever the HTML looks like. Not a
 * sanitizer: what comes out is text and has to be shown as text.
 */
export function htmlToText(html: string): string {
  return tidyText(joinLines(words(html.replaceAll(EDGE, '')).join('')).replaceAll('\u00a0', ' '));
}

function words(html: string): string[] {
  const lower = html.toLowerCase();
  const out: string[] = [];
  const links: { href: string; from: number }[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    out.push(flowing(html.slice(at, open < 0 ? undefined : open)));
    const end = open < 0 ? -1 : endOfMarkup(html, lower, open);
    if (end < 0) break;
    takeTag(html.slice(open, end), out, links);
    at = end;
  }
  return out;
}

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

function takeTag(tag: string, out: string[], links: { href: string; from: number }[]): void {
  const name = nameOf(tag);
  if (name === 'br') out.push('\n');
  else if (name === 'td' || name === 'th') out.push(tag.startsWith('</') ? '\t' : '');
  else if (BLOCKS.has(name)) out.push(name === 'li' && !tag.startsWith('</') ? `${EDGE}- ` : EDGE);
  else if (name === 'a') takeLink(tag, out, links);
}

/** Behind a link's words comes its address, unless the words are the address. */
function takeLink(tag: string, out: string[], links: { href: string; from: number }[]): void {
  if (!tag.startsWith('</')) {
    links.push({ href: hrefOf(tag), from: out.length });
    return;
  }
  const link = links.pop();
  if (!link?.href) return;
  const shown = out.slice(link.from).join('').trim();
  const bare = link.href.replace(/^mailto:/i, '').replace(/\/$/, '');
  if (!shown.includes(bare)) out.push(shown ? ` <${link.href}>` : link.href);
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

/** Edges in a row are one line end; a `<br>` just before an edge ends the same line that the edge would. */
function joinLines(text: string): string {
  return text
    .replace(/ *\uFDD0[ \uFDD0]*/g, EDGE)
    .replace(/ ?\n ?/g, '\n')
    .replaceAll(`\n${EDGE}`, '\n')
    .replaceAll(EDGE, '\n');
}
