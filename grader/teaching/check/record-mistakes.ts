import { AuthorError } from '@boletim/grader/errors';
import { Reference } from '@boletim/grader/run';
import { loadCourse, placesOf, type CheckOptions } from './course';
import { gradeMutant } from './grade-mutant';
import { saveMistakes } from './mistakes';
import { inParallel } from '@boletim/grader/system';

/** Grades every mutant that has words for its mistake, and writes down what the tests saw. */
export async function recordMistakes(
  id: string,
  options: CheckOptions,
): Promise<{ count: number; changed: string[] }> {
  const course = loadCourse(id, options);
  if (course.problems.length > 0) throw new AuthorError(course.problems.join('\n'));
  const assignment = course.variants.at(-1)!;
  const reference = new Reference({ ...options, assignment });
  const named = course.mutants.filter(({ mistake }) => mistake !== null);
  try {
    const context = { assignment, solution: course.solution, options: { ...options, reference } };
    const graded = await Promise.all(inParallel(named, (mutant) => gradeMutant(mutant, context)));
    const changed = saveMistakes(
      placesOf(course),
      graded.map(({ evidence }) => evidence),
    );
    return { count: named.length, changed };
  } finally {
    await reference.close();
  }
}
