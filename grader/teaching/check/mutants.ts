import fs from 'node:fs';
import path from 'node:path';
import { type Assignment, lineOf, readAuthorYaml } from '@boletim/grader/assignment';
import { AuthorError } from '@boletim/grader/errors';
import { displayPath } from '@boletim/grader/system';
import { listedMutants } from './listed-mutants';
import {
  failsSomething,
  FAILS_NOTHING,
  MISTAKE_YAML,
  mistakeSpec,
  mutantFields,
  type Mutant,
} from './mutant-fields';

const mutantSpec = mutantFields
  .refine(failsSomething, FAILS_NOTHING)
  .describe('A wrong solution that the suites must catch.');

/** The mutants of an assignment: those of solutions/<id>/mutants.yaml, and folders solutions/<id>/mutants/<mutant>/. */
export function loadMutants(solution: string, assignment: Assignment): Mutant[] {
  const folder = path.join(solution, 'mutants');
  const entries = fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : [];
  const mutants = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => loadMutant(path.join(folder, name), assignment));
  return [...mutants, ...listedMutants(solution, assignment)].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function loadMutant(folder: string, { spec }: Assignment): Mutant {
  const yaml = path.join(folder, 'mutant.yaml');
  const mutant = readAuthorYaml(yaml, mutantSpec);
  const line = lineOf(fs.readFileSync(yaml, 'utf8'), ['file']);
  const wrong = (message: string) => new AuthorError(`${displayPath(yaml)}:${line}: ${message}`);
  if (!spec.files.includes(mutant.file))
    throw wrong(`"${mutant.file}" is no file of the submission; write one of ${spec.files.join(', ')}`);
  const own = path.basename(mutant.file);
  if (!fs.existsSync(path.join(folder, own)))
    throw wrong(`the mutant's own ${own} is not beside this file; write it there`);
  const text = fs.readFileSync(path.join(folder, own), 'utf8');
  const words = path.join(folder, MISTAKE_YAML);
  const mistake = fs.existsSync(words) ? readAuthorYaml(words, mistakeSpec) : null;
  return { ...mutant, id: path.basename(folder), folder, text, mistake };
}

/** Writes the submission that a mutant is: the solution's files with its own in place of one. */
export function assembleMutant(mutant: Mutant, solution: string, target: string): void {
  fs.cpSync(path.join(solution, 'src'), path.join(target, 'src'), { recursive: true });
  fs.writeFileSync(path.join(target, ...mutant.file.split('/')), mutant.text);
}
