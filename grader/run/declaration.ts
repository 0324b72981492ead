import { declarationSpec } from '../assignment/spec';
import { parseYaml } from '../assignment/yaml-file';
import type { DeclarationReport } from '../report/report';

/** It is read in the grader's own process, and reading takes the square of its length. */
const MOST_CHARACTERS = 32_768;
const MOST_PROBLEMS = 20;

/** Reads the student's declaration; mistakes in it are told, and cost nothing. */
export function readDeclaration(file: string | undefined, text: string | undefined): DeclarationReport {
  if (file === undefined || text === undefined || isBlank(text))
    return { status: 'missing', values: null, problems: [] };
  if (text.length > MOST_CHARACTERS) {
    const problem = `${file}: is longer than ${MOST_CHARACTERS} characters; shorten it`;
    return { status: 'invalid', values: null, problems: [problem] };
  }
  try {
    const { value, problems } = parseYaml(text, declarationSpec.partial());
    if (problems) {
      const lines = problems
        .slice(0, MOST_PROBLEMS)
        .map(({ line, where, message }) => `${file}:${line}: ${where ? `${where}: ` : ''}${message}`);
      return { status: 'invalid', values: null, problems: lines };
    }
    const { hours = null, difficulty = null, expectedGrade = null, llmUse = null, comments = null } = value;
    const values = { hours, difficulty, expectedGrade, llmUse, comments };
    const empty = Object.values(values).every((entry) => entry === null);
    return { status: empty ? 'missing' : 'given', values: empty ? null : values, problems: [] };
  } catch (error) {
    return { status: 'invalid', values: null, problems: [`${file}: ${(error as Error).message}`] };
  }
}

/** Nothing but comments and white space. */
function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(#.*)?$/.test(line));
}
