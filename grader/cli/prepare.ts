import type { Assignment } from '../assignment/assignment';
import { assignmentIds } from '../assignment/ids';
import { loadAssignment } from '../assignment/load';
import { compileGiven } from '../sandbox/host/given';
import { takeLabSnapshot } from '../sandbox/host/lab-snapshot';
import { readSubmissionAt } from '../submission/submission-at';
import { compileSubmitted, startTypeCheck, typesToCheck } from '../run/compiled-submission';
import { PROGRAM } from '../system/paths';
import { TEXT_PROCESSES } from '../system/text-processes';
import { prepareTypeChecks, type CheckedTypes } from '../typescript/background-type-check';
import { codeFiles } from '../system/code-files';
import { compileFile } from '../loader/compile';

/**
 * Runs after `npm ci`: compiles what every run needs and type-checks the stubs, so that the first run is as fast as
 * the next. Only saves time: whatever fails here is done again, with its message, when it is needed.
 */
export async function prepare(): Promise<void> {
  for (const file of graderFiles()) compileFile(file);
  const assignments = assignmentIds().map((id) => loadAssignment(id));
  const stubs: CheckedTypes[] = [];
  for (const assignment of assignments) stubs.push(await prepareAssignment(assignment));
  TEXT_PROCESSES.endIdle();
  await Promise.all([prepareTypeChecks(stubs), ...assignments.map(takeLabSnapshot)]);
}

async function prepareAssignment(assignment: Assignment): Promise<CheckedTypes> {
  for (const { parts } of assignment.questions) for (const { suiteFile } of parts) compileFile(suiteFile);
  const given = compileGiven(assignment);
  const submitted = await readSubmissionAt(assignment.folder, assignment);
  await compileSubmitted(submitted, { assignment });
  await startTypeCheck(submitted, { assignment }, given)?.result;
  return { types: typesToCheck(submitted, { assignment }), exportedDigest: given.exportedDigest };
}

function graderFiles(): string[] {
  return codeFiles(PROGRAM, ['test', 'node_modules', 'dist', '.cache']).filter((file) =>
    file.endsWith('.ts'),
  );
}
