import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Assignment, lineOf, readAuthorYaml } from '@boletim/grader/assignment';
import { AuthorError } from '@boletim/grader/errors';
import { displayPath } from '@boletim/grader/system';

const testReference = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'name a test as question/test, like "freeze/last-layer"');

const mutantSpec = z
  .strictObject({
    about: z.string().min(1).describe('The mistake, in one sentence.'),
    file: z.string().min(1).describe('The file it replaces in the solution, like src/freeze.ts.'),
    fails: z.array(testReference).describe('Exactly the tests it must not pass.'),
    penalties: z.array(testReference).default([]).describe('Exactly the penalties it must get.'),
  })
  .refine(({ fails, penalties }) => fails.length + penalties.length > 0, {
    path: ['fails'],
    message: 'a mutant that must fail nothing proves nothing; name the tests that catch it',
  })
  .describe('A wrong solution that the suites must catch.');

/** A wrong solution: the reference solution with one file replaced. */
export interface Mutant extends z.infer<typeof mutantSpec> {
  id: string;
  folder: string;
}

/** The mutants of an assignment, from solutions/<id>/mutants/<mutant>/. */
export function loadMutants(solution: string, assignment: Assignment): Mutant[] {
  const folder = path.join(solution, 'mutants');
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries
    .map(({ name }) => loadMutant(path.join(folder, name), assignment))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function loadMutant(folder: string, { spec }: Assignment): Mutant {
  const yaml = path.join(folder, 'mutant.yaml');
  const mutant = { ...readAuthorYaml(yaml, mutantSpec), id: path.basename(folder), folder };
  const line = lineOf(fs.readFileSync(yaml, 'utf8'), ['file']);
  const mistake = (message: string) => new AuthorError(`${displayPath(yaml)}:${line}: ${message}`);
  if (!spec.files.includes(mutant.file))
    throw mistake(`"${mutant.file}" is no file of the submission; write one of ${spec.files.join(', ')}`);
  const own = path.basename(mutant.file);
  if (!fs.existsSync(path.join(folder, own)))
    throw mistake(`the mutant's own ${own} is not beside this file; write it there`);
  return mutant;
}

/** Writes the submission that a mutant is: the solution's files with its own in place of one. */
export function assembleMutant(mutant: Mutant, solution: string, target: string): void {
  fs.cpSync(path.join(solution, 'src'), path.join(target, 'src'), { recursive: true });
  const own = path.join(mutant.folder, path.basename(mutant.file));
  fs.copyFileSync(own, path.join(target, ...mutant.file.split('/')));
}
