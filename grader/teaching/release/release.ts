import { loadAssignment } from '@boletim/grader/assignment';
import { AuthorError } from '@boletim/grader/errors';
import { COURSE } from '@boletim/grader/system';
import { buildRelease } from './build-release';
import { packedFiles } from './packed-files';
import { findSecrets } from './secrets';
import { writeRelease } from './write-release';

export interface ReleaseResult {
  files: number;
  bytes: number;
  warnings: string[];
}

/**
 * Writes what students receive of some assignments: stubs, public suites, public fixtures, handouts, the packages they
 * depend on, a lock file, a README and a workflow of their own.
 * @throws AuthorError when something that only teachers may have would go out, or when code of an assignment is not
 * tracked by git; nothing is written then
 */
export async function releaseAssignments(ids: readonly string[], out: string): Promise<ReleaseResult> {
  const assignments = [...new Set(ids)].map((id) => loadAssignment(id));
  const { files, vendored, untracked } = buildRelease(assignments);
  const searched = new Map([...files, ...(await packedFiles(vendored))]);
  const problems = [...findSecrets(COURSE, searched), ...untracked.filter(isCode).map(explainUntracked)];
  if (problems.length > 0) throw new AuthorError(`nothing was released:\n${problems.join('\n')}`);
  writeRelease(
    out,
    files,
    assignments.map(({ spec: { id, version } }) => ({ id, version })),
  );
  return {
    files: files.size,
    bytes: [...files.values()].reduce((sum, { length }) => sum + length, 0),
    warnings: untracked.map((file) => `left out, because git does not track it: ${file}`),
  };
}

/** Left out, code would leave a release that does not run; taken along, a draft would go out. */
function isCode(file: string): boolean {
  return file.endsWith('.ts');
}

function explainUntracked(file: string): string {
  return `${file} is not tracked by git; commit it, or move it out of the assignment`;
}
