import { declarationSpec } from '../assignment/spec';
import { parseYaml } from '../assignment/yaml-file';
import type { DeclarationReport } from '../report/report';

/** Reads the student's declaration; mistakes in it are told, and cost nothing. */
export function readDeclaration(file: string | undefined, text: string | undefined): DeclarationReport {
  if (file === undefined || text === undefined || isBlank(text))
    return { status: 'missing', values: null, problems: [] };
  try {
    const { value, problems } = parseYaml(text, declarationSpec.partial());
    if (problems) {
      const lines = problems.map(
        ({ line, where, message }) => `${file}:${line}: ${where ? `${where}: ` : ''}${message}`,
      );
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
