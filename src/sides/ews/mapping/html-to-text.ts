import { EDGE, type HtmlPiece, htmlPieces } from './html-pieces.ts';
import { tidyText } from './tidy-text.ts';

/**
 * The words of an HTML body as plain text, the same for the same HTML every time: a text that did not change
 * must never look changed. Formatting goes; links keep their address where the words do not show it, since an
 * online meeting's link must survive. Linear in the length. Not a sanitizer: what comes out is text and has to
 * be shown as text.
 */
export function htmlToText(html: string): string {
  return textOfPieces(htmlPieces(html.replaceAll(EDGE, '')));
}

/** The same of a body that is in pieces already. */
export function textOfPieces(pieces: readonly HtmlPiece[]): string {
  const joined = joinLines(pieces.map(({ out }) => out).join(''));
  return tidyText(joined.replaceAll('\u00a0', ' '));
}

/** Edges in a row are one line end; a `<br>` just before an edge ends the same line that the edge would. */
function joinLines(text: string): string {
  return text
    .replace(/ *\uFDD0[ \uFDD0]*/g, EDGE)
    .replace(/ ?\n ?/g, '\n')
    .replaceAll(`\n${EDGE}`, '\n')
    .replaceAll(EDGE, '\n');
}
