import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { LANGS, reporters } from '../../reporters';
import { exampleQuestion, exampleReport, exampleTest } from './build-report';
import { hostileReport, richReport, secretReport } from './example-report';
import { expectGolden } from './golden';

const examples = {
  rich: richReport,
  hostile: hostileReport,
  secret: secretReport,
  empty: () => exampleReport([]),
};

for (const [name, build] of Object.entries(examples)) {
  for (const audience of ['student', 'instructor'] as const) {
    describe(`the HTML report: ${name}, for ${audience}`, () => {
      const page = reporters.html(build(), { lang: 'en', audience });

      it('has no script, no event handler, no style attribute and no address to fetch', () => {
        expect(
          tagsOf(page).filter((tag) => /^(script|img|iframe|link|object|embed|form|base)$/.test(tag.name)),
        ).to.be.empty;
        for (const { attributes } of tagsOf(page)) {
          expect(attributes.filter(([key]) => /^(on|style$|src)/.test(key))).to.be.empty;
          for (const [key, value] of attributes) if (key === 'href') expect(value).to.match(/^#/);
        }
      });

      it('allows its own style by hash and nothing else', () => {
        const style = /<style>([\s\S]*?)<\/style>/.exec(page)![1]!;
        const hash = createHash('sha256').update(style).digest('base64');
        expect(page).to.contain(`default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;`);
        expect(style).not.to.match(/@import|url\(/);
      });

      it('has no id twice and no reference to an id that is not there', () => {
        const ids = valuesOf(page, 'id');
        expect(new Set(ids).size).to.equal(ids.length);
        const links = valuesOf(page, 'href').map((href) => href.slice(1));
        expect(ids).to.include.members([...valuesOf(page, 'aria-labelledby'), ...links]);
      });

      it('goes down its headings one level at a time', () => {
        const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
        expect(levels[0]).to.equal(1);
        for (const [index, level] of levels.slice(1).entries())
          expect(level - levels[index]!).to.be.at.most(1);
      });
    });
  }
}

describe('the HTML report', () => {
  it('says which language it is in', () => {
    for (const lang of LANGS) {
      expect(reporters.html(richReport(), { lang, audience: 'student' })).to.contain(`<html lang="${lang}">`);
    }
  });

  it('shows what the student wrote as it was written', () => {
    const tests = [exampleTest({ output: '  if (a < b && c) {\n    "x"\n  }\n\n<b>' })];
    const page = reporters.html(exampleReport([exampleQuestion({ tests })]), {
      lang: 'en',
      audience: 'student',
    });
    expect(page).to.contain('\n  if (a &#60; b &#38;&#38; c) {\n    &#34;x&#34;\n  }\n\n&#60;b&#62;</pre>');
  });

  it('folds away what passed, and what the diagnosis explains', () => {
    const failed = { status: 'failed', points: 0, message: 'far off', expected: '3', actual: '4' } as const;
    const tests = [
      exampleTest({ id: 'a', title: 'the one that passed' }),
      exampleTest({ ...failed, id: 'b', title: 'the one that is explained' }),
      exampleTest({ ...failed, id: 'c', title: 'the one that is not', message: 'near' }),
    ];
    const diagnosis = {
      mistake: 'm',
      says: 'Too much.',
      look: null,
      how: 'behaviour',
      tests: ['b'],
    } as const;
    const report = exampleReport([exampleQuestion({ tests, diagnosis: { ...diagnosis, tests: ['b'] } })]);
    const page = reporters.html(report, { lang: 'en', audience: 'student' });
    const main = page.slice(page.indexOf('<section class="question"'));
    const open = main.replace(/<details[\s\S]*?<\/details>/g, '');
    expect(open)
      .to.contain('the one that is explained')
      .and.contain('the one that is not')
      .and.contain('near');
    expect(open).not.to.contain('the one that passed');
    expect(open).not.to.contain('far off');
    expect(main).to.contain('the one that passed').and.contain('far off').and.contain('1 of 3 tests passed');
  });

  it('repeats nothing that a message has said', () => {
    const tests = [
      exampleTest({ status: 'failed', message: 'expected [1], got [2]', expected: '[1]', actual: '[2]' }),
    ];
    const report = exampleReport([exampleQuestion({ tests })]);
    const page = reporters.html(report, { lang: 'en', audience: 'student' });
    expect(page).to.contain('expected [1], got [2]').and.not.contain('class="value"');
  });

  const verdicts: [what: string, statuses: ('passed' | 'failed' | 'not-implemented')[], verdict: string][] = [
    ['everything passed', ['passed', 'passed'], 'Everything passed. Well done.'],
    ['nothing is there yet', ['not-implemented', 'not-implemented'], 'Nothing is implemented yet.'],
    ['some passed', ['passed', 'failed'], '1 of 2 tests passed.'],
  ];
  for (const [what, statuses, verdict] of verdicts) {
    it(`opens with a sentence when ${what}`, () => {
      const tests = statuses.map((status) => exampleTest({ status, points: status === 'passed' ? 0.5 : 0 }));
      const page = reporters.html(exampleReport([exampleQuestion({ tests })]), {
        lang: 'en',
        audience: 'student',
      });
      expect(page).to.contain(verdict);
    });
  }

  it('is as large as its content, not as what a student printed', () => {
    const page = reporters.html(hostileReport(), { lang: 'en', audience: 'instructor' });
    expect(page.length).to.be.below(300_000);
  });

  it('is the golden files', () => {
    expectGolden('rich.student.html', reporters.html(richReport(), { lang: 'pt-BR', audience: 'student' }));
    expectGolden(
      'rich.instructor.html',
      reporters.html(richReport(), { lang: 'en', audience: 'instructor' }),
    );
  });
});

interface Tag {
  name: string;
  attributes: [key: string, value: string][];
}

/** Our pages quote every attribute and escape `<`, `>` and quotes in text, so a tag is found without a parser. */
function tagsOf(page: string): Tag[] {
  return [...page.matchAll(/<([a-z][a-z0-9]*)([^>]*)>/gi)].map(([, name, rest]) => ({
    name: name!.toLowerCase(),
    attributes: [...rest!.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [
      key!.toLowerCase(),
      value!,
    ]),
  }));
}

function valuesOf(page: string, key: string): string[] {
  return tagsOf(page).flatMap(({ attributes }) =>
    attributes.filter(([name]) => name === key).map(([, value]) => value),
  );
}
