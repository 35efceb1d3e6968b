import type { CalendarEntry } from '../../../model/calendar-entry.ts';
import type { ErrorDetails } from '../../../model/problem.ts';
import { ewsDetails } from '../errors.ts';
import type { PropertyWrite } from '../properties.ts';
import { child, type XmlElement } from '../xml-element.ts';
import { textTag } from '../xml-writer.ts';
import { editHtml } from './html-edit.ts';
import { htmlToText } from './html-to-text.ts';
import { tidyText } from './tidy-text.ts';

/** The body as text, and as HTML where the entry has formatting. */
export function readBody(item: XmlElement): Pick<CalendarEntry, 'text' | 'html'> {
  const body = child(item, 'Body');
  const content = body?.text ?? '';
  if (body?.attributes.BodyType !== 'HTML') return { text: tidyText(content), html: null };
  return { text: htmlToText(content), html: content.trim() === '' ? null : content };
}

/** The body of an entry made anew: as HTML where that says the same as the text. */
export function writeBody(text: string, html: string | null): PropertyWrite[] {
  if (html !== null && htmlToText(html) === tidyText(text)) return writeHtml(html);
  return [{ uri: 'item:Body', xml: textTag('t:Body', text, { BodyType: 'Text' }) }];
}

/**
 * Another text for a body that stands there. An HTML body stays one, with the markup of all that the text leaves as
 * it is; a body that says the same already is left alone. The remark tells where formatting was lost.
 */
export function rewriteBody(
  text: string,
  stands: Pick<CalendarEntry, 'text' | 'html'>,
): { writes: PropertyWrite[]; remarks: ErrorDetails[] } {
  if (stands.text === tidyText(text)) return { writes: [], remarks: [] };
  if (stands.html === null) return { writes: writeBody(text, null), remarks: [] };
  const { html, isKept } = editHtml(stands.html, text);
  const lost = ewsDetails(
    'EWS_FORMATTING_REPLACED',
    'the new text could not be put into the formatted body, so the body was written without its formatting',
  );
  return { writes: html === stands.html ? [] : writeHtml(html), remarks: isKept ? [] : [lost] };
}

export function writeHtml(html: string): PropertyWrite[] {
  return [{ uri: 'item:Body', xml: textTag('t:Body', html, { BodyType: 'HTML' }) }];
}
