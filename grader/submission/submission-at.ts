import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '../errors';
import { NO_DECLARATION } from './no-declaration';
import { SubmissionProblem } from './problem';
import { readSubmission, type ExpectingAssignment } from './read-submission';
import type { SubmittedFiles } from './submitted-files';
import { kindOfFile } from './upload';

/**
 * Reads the submission that a person names: a folder with `src/` inside, a whole checkout, a zip or a tar.gz. One that
 * holds nothing of the assignment is graded as such, with the reason as a note.
 * @throws UsageError when it is no such thing or cannot be read
 */
export async function readSubmissionAt(
  place: string,
  assignment: ExpectingAssignment,
): Promise<SubmittedFiles> {
  const status = fs.statSync(place, { throwIfNoEntry: false });
  const kind = status?.isDirectory() ? 'folder' : kindOfFile(place);
  if (!status || kind === 'file' || kind === 'unsupported-archive') {
    throw new UsageError(
      `The submission "${place}" is not a folder, zip or tar.gz; give the folder that holds src/.`,
    );
  }
  const upload = { path: fs.realpathSync(place), name: path.basename(place), kind };
  try {
    return await readSubmission([upload], assignment, { inPlace: kind === 'folder' });
  } catch (error) {
    if (!(error instanceof SubmissionProblem)) throw error;
    if (error.code === 'empty' || error.code === 'wrong-layout') return nothingOf(assignment, error.message);
    throw new UsageError(`The submission "${place}" cannot be read: ${error.message}.`);
  }
}

function nothingOf({ spec }: ExpectingAssignment, note: string): SubmittedFiles {
  const missing = spec.files.filter((file) => file !== spec.declaration);
  return {
    files: new Map(),
    problems: new Map(),
    missing,
    ignored: [],
    notes: [note],
    lookAlikes: [],
    declaration: NO_DECLARATION,
    digest: '',
  };
}
