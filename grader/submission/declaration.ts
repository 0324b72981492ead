import { declarationSpec } from '../assignment/spec';
import { parseYaml } from '../assignment/yaml-file';
import type { DeclarationReport } from '../report/report';
import { invalidDeclaration, NO_DECLARATION, type DeclarationFile } from './no-declaration';

/** Reading takes the square of its length. */
const MOST_CHARACTERS = 32_768;
const MOST_PROBLEMS = 20;

/** Reads a student's declaration in the calling process; mistakes in it are told, and cost nothing. */
export function parseDeclaration({ file, text }: DeclarationFile): DeclarationReport {
  if (isBlank(text)) return NO_DECLARATION;
  if (text.length > MOST_CHARACTERS)
    return invalidDeclaration(file, `is longer than ${MOST_CHARACTERS} characters; shorten it`);
  try {
    const { value, problems } = parseYaml(text, declarationSpec.partial(), { aliases: 'refused' });
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
    return invalidDeclaration(file, (error as Error).message);
  }
}

/** Nothing but comments and white space. */
function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(#.*)?$/.test(line));
}
