import fs from 'node:fs';
import path from 'node:path';
import type { Assignment } from '@boletim/grader/assignment';
import type { Report } from '@boletim/grader/report';

/** A function that does nothing of what is asked, for every question at once. */
export interface EmptyFunction {
  /** What it does, as in "a function that returns 0". */
  what: string;
  body: string;
}

export const EMPTY_FUNCTIONS: readonly EmptyFunction[] = [
  { what: 'does nothing', body: '' },
  { what: 'returns its argument', body: 'return parameters[0];' },
  { what: 'returns 0', body: 'return 0;' },
  { what: 'returns []', body: 'return [];' },
  { what: "returns ''", body: "return '';" },
];

/** Writes a submission all of whose functions are this one. */
export function writeEmptyFunctions(
  { questions }: Assignment,
  { body }: EmptyFunction,
  folder: string,
): void {
  const files = new Map<string, string>();
  for (const { file, function: name } of questions) {
    const code = `export function ${name}(...parameters: any[]): any {\n  ${body}\n}\n`;
    files.set(file, (files.get(file) ?? '') + code);
  }
  for (const [file, code] of files) {
    const at = path.join(folder, ...file.split('/'));
    fs.mkdirSync(path.dirname(at), { recursive: true });
    fs.writeFileSync(at, code);
  }
}

/** Questions in which it earns something all the same: their tests pass for whoever has written nothing. */
export function pointsForNothing(report: Report, { what }: EmptyFunction): string[] {
  return report.questions
    .filter(({ points }) => points > 0)
    .map(({ id, points, tests }) => {
      const passed = tests.filter((test) => test.points > 0).map((test) => `${id}/${test.id}`);
      return `a function that ${what} earns ${points} in ${id}, from ${passed.join(', ')}; let each of them ask for something more that only work can give`;
    });
}
