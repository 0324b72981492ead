import fs from 'node:fs';
import path from 'node:path';
import type { Assignment } from '../../assignment/assignment';
import { AuthorError } from '../../errors';
import { CACHE, writeAtomically } from '../../loader/compile';
import { displayPath } from '../../system/paths';
import type { SandboxSession } from '../../sandbox/host/session';
import { openFixtures } from '../../suite/fixtures';
import { DEFAULT_SEED } from '../../suite/random';
import { gradesDigest } from '../assignment-digest';
import { codeDigest } from '../code-digest';
import type { Outcome } from '../outcome';
import { planTests, type PlannedTest } from '../plan';
import { runTests, type TestResult } from '../test-runner';
import { sha256 } from '../../system/digest';

export interface ReferenceToCheck {
  assignment: Assignment;
  session: SandboxSession;
  /** Over the code that the sandbox was given. */
  givenDigest: string;
  outcomeOf(error: unknown): Outcome | null;
}

/**
 * Runs the tests of a question that do not ask the reference solution against the reference solution. Their expected
 * values are PyTorch's, or otherwise not its own. Throws an AuthorError that names what it fails; that it passed is
 * remembered on disk.
 */
export async function checkReference(questionId: string, reference: ReferenceToCheck): Promise<void> {
  const file = path.join(CACHE, 'reference-checks', `${digestOf(questionId, reference)}.json`);
  if (fs.existsSync(file)) return;
  const problems = await problemsOf(questionId, reference);
  if (problems.length > 0) throw new AuthorError(problems.join('\n'));
  writeAtomically(file, JSON.stringify({ questionId }));
}

async function problemsOf(questionId: string, reference: ReferenceToCheck): Promise<string[]> {
  const { assignment, session, outcomeOf } = reference;
  const questions = assignment.questions.filter(({ id }) => id === questionId);
  const plan = planTests({ ...assignment, questions }, openFixtures(assignment.fixtures, DEFAULT_SEED));
  const asking = new Set<PlannedTest>();
  const results = await runTests(plan, {
    session,
    submissionSeconds: assignment.limits.submissionSeconds,
    outcomeOf,
    openReference(planned) {
      asking.add(planned);
      return askNobody();
    },
  });
  return [...results]
    .filter(([planned, { outcome }]) => !asking.has(planned) && outcome.status !== 'passed')
    .map(([planned, result]) => problemOf(`${questionId}/${planned.test.id}`, result, reference));
}

function askNobody(): never {
  throw new AuthorError('the reference solution is being checked, and cannot be asked');
}

function problemOf(
  test: string,
  { outcome, authorError }: TestResult,
  { assignment, session }: ReferenceToCheck,
): string {
  const where = session.device === null ? '' : ` on ${session.device}`;
  const reason = authorError ?? [outcome.location, outcome.message].filter(Boolean).join(': ');
  return `The reference solution ${displayPath(assignment.reference!)} fails ${test}${where}: ${reason}. Nothing it says about this question can be expected of students; correct the solution or the test.`;
}

/** Everything that decides how the check ends. */
function digestOf(questionId: string, { assignment, session, givenDigest }: ReferenceToCheck): string {
  const versions = [process.version, process.platform, process.arch];
  const parts = [questionId, gradesDigest(assignment), givenDigest, codeDigest(), session.device];
  return sha256(JSON.stringify([...parts, ...versions]));
}
