import fs from 'node:fs';
import path from 'node:path';
import type { Assignment } from '@boletim/grader/assignment';
import type { TestEvidence } from '@boletim/grader/diagnosis';
import type { Report, SandboxMode } from '@boletim/grader/report';
import { gradeSubmission, type Reference } from '@boletim/grader/run';
import { readSubmissionAt } from '@boletim/grader/submission';
import { inTemporaryFolder } from '@boletim/grader/system';
import type { MutantEvidence } from './mistakes';
import type { Mutant } from './mutant-fields';
import { assembleMutant } from './mutants';

export interface MutantContext {
  /** With its hidden suites, where there are any. */
  assignment: Assignment;
  /** Folder of the solution that mutants are made of. */
  solution: string;
  options: { sandbox: SandboxMode; device: string; reference: Reference };
}

/**
 * Grades a mutant in the questions that it is about: that of its file, and those whose tests it names. The others are
 * the solution's own answers.
 *
 * @param change what is done to the mutant's file before it is graded
 */
export async function gradeMutant(
  mutant: Mutant,
  { assignment, solution, options }: MutantContext,
  change?: (text: string) => string,
): Promise<{ report: Report; evidence: MutantEvidence }> {
  return inTemporaryFolder('mutant', async (folder) => {
    assembleMutant(mutant, solution, folder);
    if (change) rewrite(path.join(folder, ...mutant.file.split('/')), change);
    const question = assignment.questions.find(({ file }) => file === mutant.file)!.id;
    let tests: readonly TestEvidence[] = [];
    const submitted = await readSubmissionAt(folder, assignment);
    const report = await gradeSubmission({
      assignment: { ...assignment, questions: questionsOf(mutant, assignment) },
      submitted,
      name: mutant.id,
      ...options,
      typeCheck: false,
      onEvidence: (evidence) => {
        if (evidence.id === question) tests = evidence.tests;
      },
    });
    return { report, evidence: { mutant, question, tests } };
  });
}

function rewrite(file: string, change: (text: string) => string): void {
  fs.writeFileSync(file, change(fs.readFileSync(file, 'utf8')));
}

function questionsOf({ file, fails, penalties }: Mutant, { questions }: Assignment): Assignment['questions'] {
  const named = [...fails, ...penalties].map((name) => name.split('/')[0]);
  return questions.filter((question) => question.file === file || named.includes(question.id));
}
