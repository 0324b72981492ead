import { expect } from 'chai';
import { stripVTControlCharacters } from 'node:util';
import { consoleReport } from '../../reporters/console';
import type { Report, TestReport } from '../../report/report';
import { exampleQuestion, exampleReport, exampleTest } from './build-report';
import { hostileReport, richReport } from './example-report';
import { expectGolden } from './golden';

const PLAIN = { color: false, width: 100 };

function linesOf(report: Report, options: Parameters<typeof consoleReport>[1] = PLAIN): string[] {
  return consoleReport(report, options).split('\n');
}

/** The lines of a report with one question that has one test. */
function linesOfTest(fields: Partial<TestReport>): string[] {
  const test = exampleTest({
    title: 'the test',
    maxPoints: 1,
    status: 'failed',
    points: 0,
    output: '',
    hint: null,
    ...fields,
  });
  const lines = linesOf(exampleReport([exampleQuestion({ tests: [test], penalties: [], diagnostics: [] })]));
  const from = lines.findIndex((line) => line.includes('the test'));
  return lines.slice(from, lines.indexOf('', from)).map((line) => line.trim());
}

describe('the console table', () => {
  it('shows what a report has', () => expectGolden('rich.console.txt', consoleReport(richReport(), PLAIN)));

  it('is the same with colours, once they are taken away', () => {
    const coloured = consoleReport(richReport(), { ...PLAIN, color: true });
    expect(coloured).to.include('\u001b[');
    expect(stripVTControlCharacters(coloured)).to.equal(consoleReport(richReport(), PLAIN));
  });

  for (const [width, used] of [
    [20, 60],
    [80, 80],
    [500, 110],
  ] as const) {
    it(`fits a terminal of ${width} columns into ${used}`, () => {
      const message = 'a sentence of several words that goes on and on '.repeat(10).trim();
      const test = exampleTest({ title: 'short', status: 'failed', message, output: '' });
      const report = exampleReport([
        exampleQuestion({ title: 'Q', file: 'a.ts', tests: [test], penalties: [] }),
      ]);
      const lines = linesOf(report, { color: false, width }).filter((line) => /sentence|\d \/ \d/.test(line));
      expect(Math.max(...lines.slice(0, -1).map((line) => line.length))).to.be.within(used - 10, used);
    });
  }

  it('wraps long titles of tests and penalties under their beginning, with what became of them at the end', () => {
    const title = 'starts at the item with the given index, and ends after batchSize of them, wherever it is';
    const test = exampleTest({ title, status: 'failed', message: null, output: '' });
    const penalty = { id: 'p', title, points: -0.1, maxPoints: -0.1, applied: true, message: null };
    const diagnostics = [`src/a.ts:1:1: ${'Property is missing in type. '.repeat(4)}`];
    const question = exampleQuestion({ tests: [test], penalties: [penalty], diagnostics });
    const lines = linesOf(exampleReport([question]), {
      color: false,
      width: 80,
      starts: new Map([
        [question.id, 'Open the file, and do what the first test asks for, which is no more than it says.'],
      ]),
      hints: new Map([
        [
          question.id,
          {
            shown: ['Print what you give back, and compare it with what the first test wants to have of it.'],
            hasMore: true,
          },
        ],
      ]),
    });
    expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(80);
    const more = lines.filter((line) => line.startsWith(`${' '.repeat(18)}batchSize`));
    expect(more.map((line) => line.trim())).to.deep.equal([
      'batchSize of them, wherever it is - failed',
      'batchSize of them, wherever it is - penalty',
    ]);
  });
});

describe('a failed test on the console', () => {
  it('says it in one line when the message holds both values', () => {
    const lines = linesOfTest({
      message: 'expected 3, got 4.5',
      expected: '3',
      actual: '4.5',
      location: null,
    });
    expect(lines).to.deep.equal(['✗        0 / 1  the test - failed', 'expected 3, got 4.5']);
  });

  it('keeps the advice behind a short message', () => {
    const message = 'expected 3, got undefined; a function gives undefined when it ends without return';
    expect(linesOfTest({ message, expected: '3', actual: 'undefined', location: null }).join(' ')).to.include(
      message,
    );
  });

  it('shows long values apart, instead of the sentence that repeats them', () => {
    const [expected, actual] = ['e', 'a'].map((letter) => letter.repeat(60)) as [string, string];
    const message = `expected ${expected}, got ${actual}`;
    expect(linesOfTest({ message, expected, actual, location: null }).slice(1)).to.deep.equal([
      `expected: ${expected}`,
      `got: ${actual}`,
    ]);
  });

  it('shows message, values, place and hint of a tensor', () => {
    const lines = linesOfTest({
      message: '1 of 6 elements differ',
      expected: 'float32 [6]: 1',
      actual: 'float32 [6]: 2',
      difference: { shape: [6], largest: 1, at: [0], grid: [[1]] },
      location: 'src/a.ts:3:5',
      hint: 'Look at the first.',
    });
    expect(lines.slice(1)).to.deep.equal([
      '1 of 6 elements differ',
      'expected: float32 [6]: 1',
      'got: float32 [6]: 2',
      'at: src/a.ts:3:5',
      'hint: Look at the first.',
    ]);
  });

  it('keeps the caret of a compiler message below its place', () => {
    const message = "syntax error\nsrc/a.ts:2:7: ';' expected.\n    const x y;\n            ^";
    const lines = linesOf(
      exampleReport([exampleQuestion({ tests: [], penalties: [], diagnostics: [message] })]),
    );
    const at = lines.findIndex((line) => line.includes('const x y'));
    expect(lines[at + 1]!.indexOf('^') - lines[at]!.indexOf('const')).to.equal(8);
  });

  it('says a compiler message once, below the tests', () => {
    const message = "syntax error\nsrc/a.ts:2:7: ';' expected.";
    const tests = [1, 2].map(() => exampleTest({ status: 'failed', message, location: null, hint: null }));
    const text = consoleReport(exampleReport([exampleQuestion({ tests, diagnostics: [message] })]), PLAIN);
    expect(text.match(/expected\./g)).to.have.length(1);
  });

  it('cuts what was printed, and says how much more there is', () => {
    const output = Array.from({ length: 25 }, (_, index) => `line ${index + 1}`).join('\n');
    const lines = linesOfTest({ output, message: 'x', expected: null, actual: null, location: null });
    expect(lines.slice(2, 4)).to.deep.equal(['printed:', 'line 1']);
    expect(lines.slice(-2)).to.deep.equal(['line 10', '… 15 more lines']);
    const long = linesOfTest({
      output: 'y'.repeat(500),
      message: 'x',
      expected: null,
      actual: null,
      location: null,
    });
    expect(long.at(-1)).to.match(/^y+…$/).and.have.length(80);
  });

  it('does not repeat of an unwritten function where it is', () => {
    const fields = { status: 'not-implemented', message: 'src/freeze.ts is not written yet' } as const;
    const { file } = exampleQuestion({});
    const lines = linesOfTest({ ...fields, location: `${file}:4:9`, expected: null, actual: null });
    expect(lines).to.deep.equal(['·        0 / 1  the test - not implemented']);
    expect(linesOfTest({ ...fields, location: null, expected: null, actual: null })).to.have.length(2);
  });
});

describe('hostile text on the console', () => {
  const text = consoleReport(hostileReport(), PLAIN);

  it('sends no control sequence to the terminal', () => {
    expect(text).to.not.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  });

  it('cannot turn the direction of a line around', () =>
    expect(text).to.not.match(/[\u202a-\u202e\u2066-\u2069]/));

  it('gives a CI service no command', () => expect(text).to.not.match(/^\s*::|##\[/m));

  it('stays bounded', () => expect(text.length).to.be.below(300_000));
});
