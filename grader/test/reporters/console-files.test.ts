import { expect } from 'chai';
import { consoleReport } from '../../reporters/console';
import type { Report } from '../../report/report';
import { exampleQuestion, exampleReport } from './build-report';

const PLAIN = { color: false, width: 100 };

function linesOf(report: Report, options: Parameters<typeof consoleReport>[1] = PLAIN): string[] {
  return consoleReport(report, options).split('\n');
}

describe('a type error on the console', () => {
  const shown = (code: string, column: number) => {
    const diagnostics = [`src/a.ts:1:1: Wrong.\n    ${code}\n    ${' '.repeat(column)}^`];
    const lines = linesOf(exampleReport([exampleQuestion({ diagnostics, tests: [] })]), {
      ...PLAIN,
      width: 80,
    });
    const at = lines.findIndex((line) => /^\s*\^$/.test(line));
    return { above: lines[at - 1]!, caret: lines[at]! };
  };

  for (const column of [0, 60, 75, 110, 149]) {
    it(`shows the place in a line that is wider than the terminal: column ${column}`, () => {
      const code = Array.from({ length: 150 }, (_, index) => String.fromCharCode(97 + (index % 26))).join('');
      const { above, caret } = shown(code, column);
      expect(above.length).to.be.at.most(80);
      expect(above[caret.length - 1]).to.equal(code[column]);
    });
  }
});

describe('a file that cannot be used, on the console', () => {
  it('has its whole reason in lines that fit', () => {
    const sentence =
      'src/a.ts:1:1: await stands in a function that is not async. Write "async" before it, or do without.';
    const question = exampleQuestion({
      diagnostics: [`cannot be loaded\n${sentence}\n    await\n    ^`],
      tests: [],
    });
    const lines = linesOf(exampleReport([question]), { ...PLAIN, width: 80 });
    expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(80);
    expect(lines.map((line) => line.trim()).join(' ')).to.include(sentence);
  });
});
