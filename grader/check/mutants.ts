import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readAuthorYaml } from '../assignment/yaml-file';

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
  .describe('A wrong solution that the suites must catch.');

/** A wrong solution: the reference solution with one file replaced. */
export interface Mutant extends z.infer<typeof mutantSpec> {
  id: string;
  folder: string;
}

/** The mutants of an assignment, from solutions/<id>/mutants/<mutant>/. */
export function loadMutants(solution: string): Mutant[] {
  const folder = path.join(solution, 'mutants');
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries
    .map(({ name }) => ({
      ...readAuthorYaml(path.join(folder, name, 'mutant.yaml'), mutantSpec),
      id: name,
      folder: path.join(folder, name),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Writes the submission that a mutant is: the solution's files with its own in place of one. */
export function assembleMutant(mutant: Mutant, solution: string, target: string): void {
  fs.cpSync(path.join(solution, 'src'), path.join(target, 'src'), { recursive: true });
  const own = path.join(mutant.folder, path.basename(mutant.file));
  fs.copyFileSync(own, path.join(target, ...mutant.file.split('/')));
}
