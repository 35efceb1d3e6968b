import { describe, expect, test } from 'vitest';
import { htmlToText } from './html-to-text.ts';

describe('the words of an HTML body', () => {
  test.each([
    ['paragraphs stand on lines of their own', '<html><body><p>One</p><p>Two</p></body></html>', 'One\nTwo'],
    ['an empty paragraph is an empty line', '<div>One</div><div><br></div><div>Two</div>', 'One\n\nTwo'],
    ['Outlook’s empty paragraph too', '<p>One</p><p>&nbsp;</p><p>Two</p>', 'One\n\nTwo'],
    ['a line break breaks the line', 'One<br>Two<BR/>Three', 'One\nTwo\nThree'],
    ['a break at the end of a block is not one more', '<div>One<br></div><div>Two</div>', 'One\nTwo'],
    ['lists', '<ul><li>One</li><li>Two</li></ul>', '- One\n- Two'],
    ['table cells are apart', '<table><tr><td>A</td><td>B</td></tr><tr><td>C</td></tr></table>', 'A\tB\nC'],
    ['running white space is one space', '<p>One\r\n   two\t three</p>', 'One two three'],
    [
      'character references',
      '&lt;b&gt; &amp; &quot;x&quot; &auml;&Ouml; &#8364; &#x1F389; &copy;',
      '<b> & "x" äÖ € 🎉 ©',
    ],
    ['unknown references stay', 'A &nosuch; B &#0; C', 'A &nosuch; B &#0; C'],
    [
      'styles, scripts, heads and comments are no words',
      '<head><title>T</title></head><style>p{}</style><script>x<y</script><!-- no --><p>Yes</p>',
      'Yes',
    ],
    [
      'Outlook’s conditional comments',
      '<!--[if gte mso 9]><xml><o:x>1</o:x></xml><![endif]--><p>Yes</p>',
      'Yes',
    ],
    [
      'a link keeps its address',
      '<a href="https://teams.example/j?a=1&amp;b=2">Join</a>',
      'Join <https://teams.example/j?a=1&b=2>',
    ],
    [
      'a link that shows its address keeps it once',
      '<a href="https://a.example/">https://a.example</a>',
      'https://a.example',
    ],
    ['a mail link shows its address once', '<a href="mailto:a@b.example">a@b.example</a>', 'a@b.example'],
    ['links that run something are only words', '<a href="javascript:alert(1)">Here</a>', 'Here'],
    ['plain words', 'just words', 'just words'],
    ['nothing', '', ''],
  ])('%s', (_what, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test('are the same every time', () => {
    const html = '<div>One<br><br>Two</div><p>Three <b>four</b></p>';
    expect(htmlToText(html)).toBe(htmlToText(html));
  });

  test.each([
    ['unclosed tags', '<a '.repeat(300_000)],
    ['unclosed links', '<a href="x">'.repeat(100_000)],
    ['unclosed comments', '<!--'.repeat(300_000)],
    ['unclosed styles', '<style>'.repeat(150_000)],
    ['nothing but line breaks', '<br>'.repeat(250_000)],
    ['nothing but blocks', '<div> '.repeat(170_000)],
    ['white space', ' \n'.repeat(500_000)],
    ['half a reference', '&#'.repeat(500_000)],
  ])('a megabyte of %s is read in linear time', (_what, html) => {
    const begun = performance.now();
    htmlToText(html);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});
