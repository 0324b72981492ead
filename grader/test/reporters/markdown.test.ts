import { expect } from 'chai';
import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { LANGS, reporters } from '../../reporters';
import { markdownBlock, markdownCode, markdownTagText, markdownText } from '../../reporters/markdown-escape';
import { exampleQuestion, exampleReport, exampleTest } from './build-report';
import { hostileReport, richReport } from './example-report';
import { expectGolden } from './golden';
import { HOSTILE } from './hostile-text';

const options = { lang: 'en', audience: 'instructor' } as const;

/** As GitHub renders it, before it removes dangerous tags. */
function render(markdown: string): string {
  return micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

function tagsIn(html: string): Set<string> {
  return new Set([...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, name]) => name!.toLowerCase()));
}

describe('the Markdown report', () => {
  const allowed = ['h1', 'h2', 'p', 'code', 'pre', 'strong', 'ul', 'li', 'details', 'summary'];
  const table = ['table', 'thead', 'tbody', 'tr', 'th', 'td'];

  for (const lang of LANGS) {
    it(`renders to harmless tags only, whatever students write (${lang})`, () => {
      const html = render(reporters.markdown(hostileReport(), { ...options, lang }));
      expect([...allowed, ...table]).to.include.members([...tagsIn(html)]);
    });
  }

  it('has no tag that students could close', () => {
    const html = render(reporters.markdown(hostileReport(), options));
    const count = (tag: string): number => html.split(tag).length - 1;
    const failures = HOSTILE.length + 1;
    expect([count('<details>'), count('</details>')]).to.deep.equal([failures, failures]);
    expect(count('<h2>')).to.equal(2);
  });

  it('mentions nobody', () => {
    const text = reporters.markdown(hostileReport(), options);
    const outsideCode = render(text).replace(/<code[\s\S]*?<\/code>/g, '');
    expect(outsideCode).not.to.match(/@\w/);
  });

  it('gives each row of a table the cells of its header', () => {
    const html = render(reporters.markdown(hostileReport(), options));
    for (const rows of html.split('<table>').slice(1)) {
      const cells = rows
        .split('</table>')[0]!
        .split('<tr>')
        .slice(1)
        .map((row) => row.split(/<t[dh]/).length);
      expect(new Set(cells).size).to.equal(1);
    }
  });

  it('fits into a step summary, leaving the details out when it must', () => {
    const tests = Array.from({ length: 400 }, (_, index) =>
      exampleTest({ id: `t${index}`, status: 'failed', message: 'x'.repeat(9000), output: 'y'.repeat(9000) }),
    );
    const text = reporters.markdown(exampleReport([exampleQuestion({ tests })]), options);
    expect(Buffer.byteLength(text)).to.be.below(1024 * 1024);
    expect(text).to.contain('the HTML report has them');
  });

  it('is the golden file', () => {
    expectGolden('rich.student.md', reporters.markdown(richReport(), { lang: 'pt-BR', audience: 'student' }));
  });
});

describe('Markdown escapes', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[\s`|<>!@&#~*_[\]():/.\\a$-]{0,30}$/),
  );

  it('markdownText renders as the text itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const html = render(`a ${markdownText(text)} b`);
        return [...tagsIn(html)].join() === 'p';
      }),
      { numRuns: 500 },
    );
  });

  it('markdownText starts no list, heading or rule at the start of a line', () => {
    for (const text of [
      '- a',
      '+ a',
      '1. a',
      '12) a',
      '# a',
      '===',
      '---',
      '> a',
      '    a',
      '* a',
      '```',
      '| a |',
    ]) {
      expect([...tagsIn(render(markdownText(text)))], text).to.deep.equal(['p']);
    }
  });

  it('markdownCode is one code span', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const code = markdownCode(text);
        return code === '' || /^<p>a <code>[^<]*<\/code> b<\/p>$/.test(render(`a ${code} b`));
      }),
      { numRuns: 500 },
    );
  });

  it('markdownText stays in the cell of a table', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const html = render(`| a | b |\n| --- | --- |\n| ${markdownText(text)} | x |`);
        return html.split('<td').length === 3 && /<td>x<\/td>/.test(html);
      }),
      { numRuns: 500 },
    );
  });

  it('markdownBlock is one block', () => {
    fc.assert(
      fc.property(anyText, (text) =>
        /^<pre><code[^<]*<\/code><\/pre>\n<p>after<\/p>$/.test(
          render(`${markdownBlock(text, 500)}\n\nafter`),
        ),
      ),
      { numRuns: 500 },
    );
  });

  it('markdownTagText cannot leave a summary', () => {
    fc.assert(
      fc.property(
        anyText,
        (text) => [...tagsIn(render(`<summary>${markdownTagText(text)}</summary>`))].join() === 'summary',
      ),
    );
  });
});
