import type { Body } from '../mailbox-store/item.ts';

const htmlHead = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">';

/** The body as HTML. A text body is converted as Exchange does it; an HTML fragment is made a document. */
export function asHtml(body: Body): string {
  if (body.type === 'HTML') {
    if (/<html[\s>]/i.test(body.content)) return body.content;
    return `<html>\r\n<head>\r\n${htmlHead}\r\n</head>\r\n<body>\r\n${body.content}\r\n</body>\r\n</html>\r\n`;
  }
  const lines = escapeHtml(body.content).replace(/\r?\n/g, '<br>\r\n');
  const text = `<font size="2"><span style="font-size:11pt;"><div class="PlainText">${lines}</div></span></font>`;
  const comment = '<!-- converted from text -->';
  return `<html>\r\n<head>\r\n${htmlHead}\r\n${comment}\r\n</head>\r\n<body>\r\n${text}\r\n</body>\r\n</html>\r\n`;
}

/** The body as plain text: blocks become lines, tags go, entities become the characters that they stand for. */
export function asText(body: Body): string {
  if (body.type === 'Text') return body.content;
  const withoutHead = body.content
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(head|style|script|title)\b[\s\S]*?<\/\1\s*>/gi, '');
  const flowing = withoutHead.replace(/\s+/g, ' ');
  const broken = flowing
    .replace(/\s*<br\s*\/?>\s*/gi, '\n')
    .replace(/\s*<li\b[^>]*>\s*/gi, '\n* ')
    .replace(/\s*<\/?(p|div|h[1-6]|ul|ol|table|tr|blockquote|body|html)\b[^>]*>\s*/gi, '\n');
  const text = decodeEntities(broken.replace(/<[^>]*>/g, ''));
  const lines = text.replace(/\n{3,}/g, '\n\n').trim();
  return lines === '' ? '' : `${lines.replaceAll('\n', '\r\n')}\r\n`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('  ', '&nbsp; ');
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const latin = 'auml:ä ouml:ö aring:å Auml:Ä Ouml:Ö Aring:Å eacute:é uuml:ü euro:€ ndash:– mdash:— hellip:…';
for (const pair of latin.split(' ')) {
  const [name = '', character = ''] = pair.split(':');
  named[name] = character;
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, entity: string) => {
    if (!entity.startsWith('#')) return named[entity] ?? whole;
    const hex = /^#x/i.test(entity);
    const code = Number.parseInt(entity.slice(hex ? 2 : 1), hex ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
