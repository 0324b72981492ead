import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment, type Assignment } from '@boletim/grader/assignment';
import { AuthorError } from '@boletim/grader/errors';
import type { SandboxMode } from '@boletim/grader/report';
import { openFixtures, loadSuite, unlistedSuites, DEFAULT_SEED } from '@boletim/grader/suites';
import { SOLUTIONS } from '@boletim/grader/system';
import type { MistakePlaces } from './mistakes';
import type { Mutant } from './mutant-fields';
import { loadMutants } from './mutants';

export interface CheckOptions {
  sandbox: SandboxMode;
  device: string;
  /** Folder of the solution and its mutants; solutions/<id> by default. */
  solution?: string;
}

/** All that an author wrote for one assignment. */
export interface Course {
  /** The assignment, and once more with its hidden suites where there are any. */
  variants: Assignment[];
  solution: string;
  mutants: Mutant[];
  problems: string[];
}

/** Loads everything that an author wrote; mistakes become problems. */
export function loadCourse(id: string, options: CheckOptions): Course {
  const course: Course = { variants: [], solution: '', mutants: [], problems: [] };
  collectMistakes(course.problems, () => {
    const assignment = loadAssignment(id);
    course.variants.push(assignment);
    course.solution = options.solution ?? path.join(SOLUTIONS, assignment.spec.id);
    const hidden = path.join(course.solution, 'suites');
    if (fs.existsSync(path.join(hidden, 'hidden.yaml'))) course.variants.push(loadAssignment(id, { hidden }));
  });
  for (const { id: question, parts } of course.variants.at(-1)?.questions ?? []) {
    const { fixtures } = course.variants.at(-1)!;
    for (const part of parts)
      collectMistakes(course.problems, () => loadSuite(part, question, openFixtures(fixtures, DEFAULT_SEED)));
  }
  course.problems.push(...unlistedSuites(course.variants.at(-1) ?? { questions: [] }));
  collectMistakes(course.problems, () => {
    if (course.variants[0]) course.mutants = loadMutants(course.solution, course.variants[0]);
  });
  return course;
}

function collectMistakes(problems: string[], run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof AuthorError)) throw error;
    problems.push(...error.message.split('\n'));
  }
}

/** Where its mistakes are recorded. */
export function placesOf({ variants, solution }: Course): MistakePlaces {
  return { open: variants[0]!.folder, hidden: variants.length > 1 ? path.join(solution, 'suites') : null };
}
