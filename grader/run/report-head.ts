import type { QuestionReport, Report } from '../report/report';
import type { SubmittedFiles } from '../submission/submitted-files';
import { assignmentDigest } from './assignment-digest';
import type { GradeOptions } from './grade-options';

/** What a report says before anything has run. */
export async function reportHead(
  { assignment, submitted, name }: Pick<GradeOptions, 'assignment' | 'submitted' | 'name'>,
  startedAt: Date,
): Promise<Pick<Report, 'schema' | 'assignment' | 'submission' | 'startedAt' | 'declaration'>> {
  const { id, title, version } = assignment.spec;
  const { digest, missing, ignored } = submitted;
  return {
    schema: 'boletim/report/v1',
    assignment: { id, title, version, digest: assignmentDigest(assignment) },
    submission: { name, digest, missing, ignored },
    startedAt: startedAt.toISOString(),
    declaration: await submitted.declaration,
  };
}

/** What is wrong with files that belong to no question, what was ignored, and what reading noted. */
export function warningsOf(
  { problems, ignored, notes }: SubmittedFiles,
  questions: readonly QuestionReport[],
): string[] {
  const graded = new Set(questions.map(({ file }) => file));
  const broken = [...problems].filter(([file]) => !graded.has(file)).map(([, problem]) => problem);
  return [
    ...broken,
    ...(ignored.length > 0 ? [`not part of a submission, ignored: ${ignored.join(', ')}`] : []),
    ...notes,
  ];
}
