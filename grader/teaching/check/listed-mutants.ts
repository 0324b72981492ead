import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readAuthorYaml, type Assignment } from '@boletim/grader/assignment';
import { AuthorError } from '@boletim/grader/errors';
import { displayPath } from '@boletim/grader/system';
import { failsSomething, FAILS_NOTHING, mistakeSpec, mutantFields } from './mutant-fields';
import type { Mutant } from './mutant-fields';

const listSpec = z.array(
  mutantFields
    .extend({
      file: mutantFields.shape.file
        .optional()
        .describe('The file it changes; that of the first test it fails by default.'),
      id: z.string().regex(/^[a-z0-9-]+$/, 'an id has small letters, digits and dashes'),
      replace: z.string().min(1).describe("A piece of the solution's file, which is there once."),
      with: z.string().describe('What the mutant has in its place.'),
      mistake: mistakeSpec.optional(),
    })
    .refine(failsSomething, FAILS_NOTHING),
);

/** The mutants of solutions/<id>/mutants.yaml: each is the solution with one piece of a file replaced. */
export function listedMutants(solution: string, { spec }: Assignment): Mutant[] {
  const yaml = path.join(solution, 'mutants.yaml');
  if (!fs.existsSync(yaml)) return [];
  const listed = readAuthorYaml(yaml, listSpec);
  return listed.map((written) => {
    const wrong = (message: string) => new AuthorError(`${displayPath(yaml)}: ${written.id}: ${message}`);
    const { replace, with: replacement, ...mutant } = { ...written, file: written.file ?? fileOf(written) };
    const file = path.join(solution, ...mutant.file.split('/'));
    if (!spec.files.includes(mutant.file) || !fs.existsSync(file))
      throw wrong(`"${mutant.file}" is no file of the solution; write one of ${spec.files.join(', ')}`);
    const parts = fs.readFileSync(file, 'utf8').split(replace);
    if (parts.length !== 2) {
      const times = parts.length === 1 ? 'is not in' : `is ${parts.length - 1} times in`;
      throw wrong(`"${replace}" ${times} ${mutant.file}; write a piece that is there once`);
    }
    return { ...mutant, folder: null, text: parts.join(replacement), mistake: mutant.mistake ?? null };
  });

  /** That of the question whose test or penalty the mutant names first. */
  function fileOf({ id, fails, penalties }: z.infer<typeof listSpec>[number]): string {
    const [name] = [...fails, ...penalties];
    const question = spec.questions.find((candidate) => name!.startsWith(`${candidate.id}/`));
    if (question) return question.file;
    throw new AuthorError(`${displayPath(yaml)}: ${id}: there is no question of the test "${name}"`);
  }
}
