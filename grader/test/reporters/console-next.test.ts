import { expect } from 'chai';
import { consoleReport } from '../../reporters/console';
import type { Report, TestReport } from '../../report/report';
import { exampleQuestion, exampleReport, exampleTest } from './build-report';

const PLAIN = { color: false, width: 100 };

function linesOf(report: Report, options: Parameters<typeof consoleReport>[1] = PLAIN): string[] {
  return consoleReport(report, options).split('\n');
}

describe('what to do next', () => {
  const untouched = exampleTest({ status: 'not-implemented', points: 0, output: '' });
  const done = exampleTest({ status: 'passed', points: 1, output: '' });
  const failed = exampleTest({ status: 'failed', points: 0, output: '' });
  const skipped = exampleTest({ status: 'skipped', points: 0, output: '' });
  const question = (id: string, test: TestReport) =>
    exampleQuestion({
      id,
      file: `src/${id}.ts`,
      points: test.points,
      maxPoints: 1,
      tests: [test],
      penalties: [],
    });
  const starts = new Map([['two', 'Open it.']]);

  const cases: [what: string, questions: [string, TestReport][], next: RegExp][] = [
    [
      'the first that is not begun',
      [
        ['one', done],
        ['two', untouched],
        ['three', untouched],
      ],
      /^Start here: Open it\.$/m,
    ],
    [
      'the one that is begun',
      [
        ['one', failed],
        ['two', untouched],
      ],
      /^Go on with src\/one\.ts\.$/m,
    ],
    [
      "none that only the course's own mistake keeps back",
      [
        ['one', skipped],
        ['two', failed],
      ],
      /^Go on with src\/two\.ts\.$/m,
    ],
    [
      'up to the instructor when nothing else is missing',
      [
        ['one', skipped],
        ['two', done],
      ],
      /^What is missing lies with the course: tell your instructor/m,
    ],
  ];
  for (const [what, questions, next] of cases) {
    it(`is ${what}`, () => {
      const report = exampleReport(questions.map(([id, test]) => question(id, test)));
      expect(consoleReport(report, { ...PLAIN, starts })).to.match(next);
    });
  }

  it('is the next question when the one that was graded is done, by a command that speaks the same language', () => {
    const next = { id: 'two', file: 'src/two.ts', start: 'Open it.' };
    const flags = ' --lang pt-BR';
    const lines = linesOf(exampleReport([question('one', done)]), { ...PLAIN, lang: 'pt-BR', next, flags });
    expect(lines.slice(-4, -1)).to.deep.equal([
      'src/one.ts está pronto. Agora src/two.ts.',
      'Comece aqui: Open it.',
      'Corrigir essa questão: npm run grade -- the-id --question two --lang pt-BR'.replace(
        'the-id',
        exampleReport([]).assignment.id,
      ),
    ]);
    expect(consoleReport(exampleReport([question('one', done)]), { ...PLAIN, next: null })).to.match(
      /^src\/one\.ts is done, and so are all the others\.\nGrade all of them: npm run grade -- \S+\n$/m,
    );
  });

  it('proposes neither what was just done nor a hint that is not there', () => {
    const hints = new Map([['one', { shown: ['Read it.'], hasMore: false }]]);
    const text = consoleReport(exampleReport([question('one', failed)]), { ...PLAIN, hints });
    expect(text)
      .to.match(/Read it\./)
      .and.not.match(/npm run grade/);
  });

  it('stands in a line of its own where it would not fit behind what it does', () => {
    const options = { ...PLAIN, width: 80, flags: ' --lang pt-BR', lang: 'pt-BR' as const };
    const lines = linesOf(
      exampleReport([question('one-with-a-long-name', failed), question('two', failed)]),
      options,
    );
    const at = lines.indexOf('Corrigir só esta questão:');
    expect(lines[at + 1]).to.match(/^ {2}npm run grade -- \S+ --question one-with-a-long-name --lang pt-BR$/);
  });

  it('is nothing when everything is done', () => {
    expect(consoleReport(exampleReport([question('one', done)]), PLAIN)).to.not.match(
      /Start with|Go on with/,
    );
  });
});
