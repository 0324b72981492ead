import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '../errors';
import { displayPath } from '../system/paths';
import type { Assignment, Question, QuestionPart } from './assignment';
import { authoredCode } from './authored-code';
import { checkHiddenConsistency, referenceFolder } from './consistency';
import { readSpec } from './read-spec';
import type { HiddenSpec, LimitsSpec } from './spec';

/**
 * Hidden tests decide the share of a question that hidden.yaml gives them, public tests keep the rest; inside each
 * part the points keep their proportions, so that a question is worth the same with and without hidden suites.
 */
export function withHidden(assignment: Assignment, folder: string): Assignment {
  const file = path.join(folder, 'hidden.yaml');
  if (!fs.existsSync(file)) {
    throw new UsageError(
      `${displayPath(folder)} has no hidden.yaml; --hidden names the folder of hidden suites.`,
    );
  }
  const hidden = readSpec(file, 'hidden');
  checkHiddenConsistency(file, hidden, assignment);
  const reference = hidden.reference === undefined ? null : referenceFolder(folder, hidden.reference);
  const questions = assignment.questions.map((question) => {
    const extra = hidden.questions.find((candidate) => candidate.id === question.id);
    return extra ? withHiddenPart(question, extra, { folder, limits: assignment.limits }) : question;
  });
  const hiddenInputs = path.join(folder, 'inputs');
  return {
    ...assignment,
    questions,
    fixtures: {
      inputs: [...assignment.fixtures.inputs, hiddenInputs],
      hiddenInputs: [hiddenInputs],
      expected: [...assignment.fixtures.expected, path.join(folder, 'expected')],
    },
    reference,
    sources: [
      ...assignment.sources,
      file,
      ...authoredCode(folder),
      ...(reference === null ? [] : referenceFiles(reference, assignment)),
    ],
  };
}

/** Every file of the reference solution that a submission could have handed in. */
export function referenceFiles(reference: string, { spec }: Pick<Assignment, 'spec'>): string[] {
  const files = spec.files.filter((file) => file.endsWith('.ts')).map((file) => path.join(reference, file));
  return files.filter((file) => fs.existsSync(file));
}

function withHiddenPart(
  question: Question,
  extra: HiddenSpec['questions'][number],
  context: { folder: string; limits: LimitsSpec },
): Question {
  const total = extra.tests.reduce((sum, { points }) => sum + points, 0);
  const hiddenScale = total === 0 ? 0 : (extra.share * question.maxPoints) / total;
  const publicParts = question.parts.map((part) => ({
    ...part,
    tests: part.tests.map((test) => ({ ...test, maxPoints: test.maxPoints * (1 - extra.share) })),
  }));
  const hiddenPart: QuestionPart = {
    suiteFile: path.join(context.folder, extra.suite),
    hidden: true,
    tests: extra.tests.map((test) => ({
      id: test.id,
      maxPoints: test.points * hiddenScale,
      visibility: test.visibility ?? 'after-release',
      timeoutSeconds: test.timeoutSeconds ?? context.limits.testSeconds,
    })),
    penalties: [],
  };
  return { ...question, parts: [...publicParts, hiddenPart] };
}
