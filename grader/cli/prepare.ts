/**
 * Runs after `npm ci`: compiles what every run needs and type-checks the stubs, so that the first run is as fast as
 * the next. Only saves time: whatever fails here is done again, with its message, when it is needed.
 */
import path from 'node:path';
import { assignmentIds, loadAssignment } from '../assignment/assignment';
import { messageOf } from '../errors';
import { compileGiven } from '../sandbox/host/given';
import { readSubmissionAt } from '../submission/submission-at';
import { compileInProcess } from '../typescript/compile-in-process';
import { typeCheckInBackground } from '../typescript/background-type-check';
import { filesBelow, ROOT } from '../system/paths';
import { compileFile } from '../loader/compile';

async function prepare(): Promise<void> {
  for (const file of graderFiles()) compileFile(file);
  for (const id of assignmentIds()) {
    const assignment = loadAssignment(id);
    for (const question of assignment.questions) {
      for (const part of question.parts) compileFile(part.suiteFile);
    }
    const given = compileGiven(assignment);
    const { files } = await readSubmissionAt(assignment.folder, assignment);
    const sources = [...files].filter(([file]) => file.endsWith('.ts'));
    await compileInProcess(sources.map(([file, text]) => ({ file, text, folder: assignment.folder })));
    await typeCheckInBackground({ folder: assignment.folder, files: sources }, given.toolkitDigest).result;
  }
}

function graderFiles(): string[] {
  return filesBelow(path.join(ROOT, 'grader'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .filter((file) => !file.startsWith(path.join(ROOT, 'grader', 'test')));
}

prepare().catch((error: unknown) => process.stderr.write(`not prepared, only slower: ${messageOf(error)}\n`));
