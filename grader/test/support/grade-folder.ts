import type { Report } from '../../report/report';
import { gradeSubmission } from '../../run/grade';
import type { GradeOptions } from '../../run/grade-options';
import { readSubmissionAt } from '../../submission/submission-at';
import { displayPath } from '../../system/paths';

export type GradeFolderOptions = Omit<GradeOptions, 'submitted' | 'name'> & {
  /** Folder of the submission. */
  submission: string;
  name?: string;
};

/** Reads a folder and grades it, as the command line does. */
export async function gradeFolder(options: GradeFolderOptions): Promise<Report> {
  const { submission, name = displayPath(submission), ...rest } = options;
  const submitted = await readSubmissionAt(submission, options.assignment);
  return gradeSubmission({ ...rest, submitted, name });
}
