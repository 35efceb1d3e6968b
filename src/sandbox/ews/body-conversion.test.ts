import { describe, expect, test } from 'vitest';
import { asHtml, asText } from './body-conversion.ts';

const html = (content: string) => asText({ type: 'HTML', content });

describe('HTML as text', () => {
  test('blocks and breaks become lines', () => {
    expect(html('<p>One</p><p>Two<br>Three</p>')).toBe('One\r\n\r\nTwo\r\nThree\r\n');
  });

  test('lists become marked lines', () => {
    expect(html('<ul><li>a</li><li>b</li></ul>')).toBe('* a\r\n* b\r\n');
  });

  test('head, style, scripts and comments are left out', () => {
    expect(
      html('<html><head><title>T</title><style>p{}</style></head><body><!-- c --><p>x</p></body></html>'),
    ).toBe('x\r\n');
  });

  test('entities become the characters they stand for', () => {
    expect(html('&lt;P&auml;iv&auml;&gt;&nbsp;&#228;&#xE4; &amp;amp; &unknown;')).toBe(
      '<Päivä> ää &amp; &unknown;\r\n',
    );
  });

  test('an empty body is an empty text', () => {
    expect(html('<html><body></body></html>')).toBe('');
  });
});

describe('text as HTML', () => {
  test('what means something in HTML is escaped, and lines are kept', () => {
    const document = asHtml({ type: 'Text', content: 'a < b & c\r\nd' });
    expect(document).toContain('a &lt; b &amp; c<br>\r\nd');
    expect(asText({ type: 'HTML', content: document })).toBe('a < b & c\r\nd\r\n');
  });

  test('a fragment of HTML is made a document, a document is left as it is', () => {
    expect(asHtml({ type: 'HTML', content: '<p>x</p>' })).toMatch(/^<html>[\s\S]*<p>x<\/p>[\s\S]*<\/html>/);
    const whole = '<HTML lang="fi"><body>x</body></HTML>';
    expect(asHtml({ type: 'HTML', content: whole })).toBe(whole);
  });
});
