import path from 'node:path';
import type { Assignment } from '@boletim/grader/assignment';
import { displayPath } from '@boletim/grader/system';
import type { Mutant } from './mutant-fields';

/**
 * Tests and penalties that no mutant fails: nothing shows that they can fail at all. What a mutant names is believed
 * here, since each mutant is graded and held to it.
 */
export function uncaughtByMutants(assignment: Assignment, solution: string, mutants: Mutant[]): string[] {
  const fails = new Set(mutants.flatMap((mutant) => mutant.fails));
  const penalties = new Set(mutants.flatMap((mutant) => mutant.penalties));
  return assignment.questions.flatMap(({ id: question, file, parts }) => {
    const advice = `; write a wrong ${path.basename(file)} in ${displayPath(solution)}/mutants/<name>, with a mutant.yaml beside it that lists it under`;
    const missing = (entries: { id: string }[], named: Set<string>) =>
      entries.map(({ id }) => `${question}/${id}`).filter((name) => !named.has(name));
    const tests = parts.flatMap((part) => part.tests);
    const checks = parts.flatMap((part) => part.penalties);
    return [
      ...missing(tests, fails).map((name) => `no mutant fails ${name}${advice} "fails"`),
      ...missing(checks, penalties).map((name) => `no mutant gets the penalty ${name}${advice} "penalties"`),
    ];
  });
}
