import { assignmentIds } from '../assignment/ids';
import { loadAssignment } from '../assignment/load';
import { compileGiven } from '../sandbox/host/given';
import { takeLabSnapshot } from '../sandbox/host/lab-snapshot';
import { readSubmissionAt } from '../submission/submission-at';
import { compileSubmitted, startTypeCheck, typesToCheck } from '../run/compiled-submission';
import { PROGRAM } from '../system/paths';
import { TEXT_PROCESSES } from '../system/text-processes';
import { prepareTypeChecks, type SubmittedTypes } from '../typescript/background-type-check';
import { codeFiles } from '../system/code-files';
import { compileFile } from '../loader/compile';

/**
 * Runs after `npm ci`: compiles what every run needs and type-checks the stubs, so that the first run is as fast as
 * the next. Only saves time: whatever fails here is done again, with its message, when it is needed.
 */
export async function prepare(): Promise<void> {
  for (const file of graderFiles()) compileFile(file);
  const checks: SubmittedTypes[] = [];
  let exportedDigest = '';
  for (const id of assignmentIds()) {
    const assignment = loadAssignment(id);
    for (const question of assignment.questions) {
      for (const part of question.parts) compileFile(part.suiteFile);
    }
    const given = compileGiven(assignment);
    const submitted = await readSubmissionAt(assignment.folder, assignment);
    await compileSubmitted(submitted, { assignment });
    await startTypeCheck(submitted, { assignment }, given)?.result;
    checks.push(typesToCheck(submitted, { assignment }));
    ({ exportedDigest } = given);
  }
  TEXT_PROCESSES.endIdle();
  await prepareTypeChecks(checks, exportedDigest);
  for (const id of assignmentIds()) await takeLabSnapshot(loadAssignment(id));
}

function graderFiles(): string[] {
  return codeFiles(PROGRAM, ['test', 'node_modules', 'dist', '.cache']).filter((file) =>
    file.endsWith('.ts'),
  );
}
