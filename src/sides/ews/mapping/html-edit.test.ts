import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editHtml } from './html-edit.ts';
import { htmlToText } from './html-to-text.ts';
import { tidyText } from './tidy-text.ts';

describe('another text for an HTML body', () => {
  test.each([
    ['a changed word', '<p>The <b>big</b> day</p>', 'The big night', '<p>The <b>big</b> night</p>'],
    ['a changed bold word', '<p>The <b>big</b> day</p>', 'The bigger day', '<p>The <b>bigger</b> day</p>'],
    ['another line', '<p>One</p><p><i>Two</i></p>', 'Uno\nTwo', '<p>Uno</p><p><i>Two</i></p>'],
    [
      'a line at the end',
      '<html><body><p class=x id=a><b>One</b></p></body></html>',
      'One\nTwo < 3',
      '<html><body><p class=x id=a><b>One</b></p><p class=x>Two &lt; 3</p></body></html>',
    ],
    ['a line at the beginning', '<div><b>One</b></div>', 'Zero\nOne', '<div>Zero</div><div><b>One</b></div>'],
    ['a line between breaks', '<b>One</b><br>Three', 'One\nTwo\nThree', '<b>One</b><br>Two<br>Three'],
    ['a line less', '<p>One</p><p><b>Two</b></p><p>Three</p>', 'One\nThree', '<p>One</p><p>Three</p>'],
    ['a line less between breaks', '<b>One</b><br>Two<br>Three', 'One\nThree', '<b>One</b><br>Three'],
    [
      'an item more',
      '<ul><li>One</li><li><b>Two</b></li></ul>',
      '- One\n- Two\n- Three',
      '<ul><li>One</li><li><b>Two</b></li><li>Three</li></ul>',
    ],
    [
      'a word in a cell',
      '<table><tr><td>A</td><td><b>B</b></td></tr></table>',
      'A\tC',
      '<table><tr><td>A</td><td><b>C</b></td></tr></table>',
    ],
    ['an empty line more', '<p>One</p><p>Two</p>', 'One\n\nTwo', '<p>One</p><p>&nbsp;</p><p>Two</p>'],
    [
      'an empty line less',
      '<p><b>One</b></p><p>&nbsp;</p><p>Two</p>',
      'One\nTwo',
      '<p><b>One</b></p><p>Two</p>',
    ],
    [
      'words before a link',
      '<p>See <a href="https://a.example/x">the plan</a></p>',
      'Read the plan <https://a.example/x>',
      '<p>Read <a href="https://a.example/x">the plan</a></p>',
    ],
    [
      'another address of a link',
      '<p><b>See</b> <a href="https://a.example/x">the plan</a></p><p><i>Yes</i></p>',
      'See the plan <https://b.example/x>\nYes',
      '<p><b>See</b> the plan &lt;https://b.example/x&gt;</p><p><i>Yes</i></p>',
    ],
    ['all words gone', '<p><b>One</b></p>', '', ''],
    [
      'words where there were none',
      '<body><p>&nbsp;</p></body>',
      'One',
      '<body><p>&nbsp;</p><p>One</p></body>',
    ],
  ])('%s leaves everything else as it is', (_what, html, text, wanted) => {
    expect(editHtml(html, text)).toEqual({ html: wanted, isKept: true });
  });

  test('is made anew where a list item is to be one no more, and says so', () => {
    const edited = editHtml('<ul><li>One</li><li>Two</li></ul>', 'One\n- Two');
    expect(edited.isKept).toBe(false);
    expect(htmlToText(edited.html)).toBe('One\n- Two');
  });
});

/** HTML as mail clients write it, and worse: nested blocks, tables, lists, links, breaks, references. */
const words = fc.oneof(
  fc.constantFrom(
    'One',
    'Two words',
    'a &lt; b',
    '&nbsp;',
    ' ',
    '🎉 Juhla',
    'x&nbsp;&nbsp;y',
    '- dash',
    '&amp;amp;',
  ),
  fc.string({ maxLength: 6 }).map((text) => text.replaceAll('<', '').replaceAll('&', '')),
);
const { html: bodies } = fc.letrec<{ html: string; part: string; inline: string }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    words,
    fc.constantFrom('<br>', '<img src="cid:1">', '<!-- note -->', '<o:p></o:p>'),
    fc.tuple(fc.constantFrom('b', 'i', 'span style="color:red"', 'font size=2'), tie('inline')).map(wrapped),
    tie('inline').map((inner) => `<a href="https://a.example/x?a=1&amp;b=2">${inner}</a>`),
  ),
  part: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.array(tie('inline'), { maxLength: 4 }).map((parts) => `<p class="MsoNormal">${parts.join('')}</p>`),
    fc.array(tie('inline'), { maxLength: 4 }).map((parts) => parts.join('')),
    fc.tuple(fc.constantFrom('div', 'blockquote', 'ul', 'h1'), tie('part')).map(wrapped),
    fc
      .array(tie('inline'), { maxLength: 3 })
      .map((parts) => `<ul>${parts.map((one) => `<li>${one}</li>`).join('')}</ul>`),
    fc
      .array(tie('inline'), { maxLength: 3 })
      .map((parts) => `<table><tr>${parts.map((one) => `<td>${one}</td>`).join('')}</tr></table>`),
    fc.tuple(tie('part'), tie('part')).map(([one, other]) => one + other),
  ),
  html: fc
    .array(tie('part'), { maxLength: 4 })
    .map((parts) => `<html><body>${parts.join('\r\n')}</body></html>`),
}));

function wrapped([tag, inner]: [string, string]): string {
  return `<${tag}>${inner}</${tag.split(' ')[0]}>`;
}

/** Edits as people make them: lines and words added, changed, removed, moved. */
const edits = fc.array(
  fc.record({
    deed: fc.constantFrom('add', 'remove', 'change', 'append', 'blank'),
    at: fc.nat(20),
    text: fc.oneof(
      fc.constantFrom('New line', '  indented', 'a < b & "c"', 'a\tb  c', '- item', '🎊'),
      fc.string({ maxLength: 9 }),
    ),
  }),
  { maxLength: 4 },
);

function edited(text: string, deeds: readonly { deed: string; at: number; text: string }[]): string {
  const lines = text.split('\n');
  for (const { deed, at, text: words } of deeds) {
    const index = at % (lines.length + 1);
    if (deed === 'add') lines.splice(index, 0, words);
    else if (deed === 'blank') lines.splice(index, 0, '');
    else if (deed === 'remove') lines.splice(index, 1);
    else if (deed === 'change') lines.splice(index, 1, words);
    else lines[index] = `${lines[index] ?? ''}${words}`;
  }
  return lines.join('\n');
}

describe('random edits of random bodies', () => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

  test(`are read back as they were written (seed ${seed})`, () => {
    fc.assert(
      fc.property(bodies, edits, (html, deeds) => {
        const text = edited(htmlToText(html), deeds);
        expect(htmlToText(editHtml(html, text).html)).toBe(
          tidyText(tidyText(text).replaceAll('\u00a0', ' ')),
        );
      }),
      { seed, numRuns: 3_000 },
    );
  });

  test(`keep paragraphs that are not concerned, to the letter (seed ${seed})`, () => {
    const paragraph = fc
      .tuple(
        fc.constantFrom('b', 'i', 'u'),
        fc.stringMatching(/^[a-z]{1,8}$/),
        fc.stringMatching(/^[a-z]{1,8}$/),
      )
      .map(([tag, one, other]) => `<p class="x"><${tag}>${one}</${tag}> ${other}</p>`);
    fc.assert(
      fc.property(
        fc.uniqueArray(paragraph, { minLength: 1, maxLength: 8, selector: htmlToText }),
        edits,
        (paragraphs, deeds) => {
          const text = edited(htmlToText(paragraphs.join('')), deeds);
          const after = editHtml(paragraphs.join(''), text);
          expect(after.isKept).toBe(true);
          const lines = text.split('\n').map((line) => line.trimEnd());
          const kept = paragraphs.filter(
            (one) => lines.filter((line) => line === htmlToText(one)).length === 1,
          );
          // Lines keep their order in these edits, so every one that is still there is a kept one.
          for (const one of kept) expect(after.html).toContain(one);
        },
      ),
      { seed, numRuns: 1_000 },
    );
  });
});

test.each([
  ['paragraphs', '<p>One <b>two</b></p>'.repeat(50_000)],
  ['empty blocks', `<p>One</p>${'<div> '.repeat(170_000)}Two`],
  ['line breaks', `One${'<br>'.repeat(250_000)}Two`],
  ['dress', `${'<b>'.repeat(300_000)}One`],
  ['one line', 'word '.repeat(200_000)],
])('a megabyte of %s is edited within seconds', (_what, html) => {
  const text = htmlToText(html);
  const begun = performance.now();
  expect(editHtml(html, `${text}\nThree`).isKept).toBe(true);
  editHtml(html, text.replaceAll('\n', ' '));
  editHtml(html, text.replaceAll('o', '0'));
  expect(performance.now() - begun).toBeLessThan(25_000);
});
