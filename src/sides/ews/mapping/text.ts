import type { CalendarEntry } from '../../../model/calendar-entry.ts';
import type { PropertyWrite } from '../properties.ts';
import { child, type XmlElement } from '../xml-element.ts';
import { textTag } from '../xml-writer.ts';
import { htmlToText } from './html-to-text.ts';
import { tidyText } from './tidy-text.ts';

/** The body as text, and as HTML where the entry has formatting. */
export function readBody(item: XmlElement): Pick<CalendarEntry, 'text' | 'html'> {
  const body = child(item, 'Body');
  const content = body?.text ?? '';
  if (body?.attributes.BodyType !== 'HTML') return { text: tidyText(content), html: null };
  return { text: htmlToText(content), html: content.trim() === '' ? null : content };
}

/**
 * The body, where it changed. The HTML is written when it says the same as the text (an entry made anew); a
 * text that was changed on the other side is written as text, since the old HTML would contradict it. A patch
 * without text never comes here, so an unchanged body keeps its formatting.
 */
export function writeBody(text: string, html: string | null): PropertyWrite[] {
  if (html !== null && htmlToText(html) === tidyText(text)) return writeHtml(html);
  return [{ uri: 'item:Body', xml: textTag('t:Body', text, { BodyType: 'Text' }) }];
}

export function writeHtml(html: string): PropertyWrite[] {
  return [{ uri: 'item:Body', xml: textTag('t:Body', html, { BodyType: 'HTML' }) }];
}
