import type { Assignment } from '../assignment/assignment';
import { GraderFault } from '../errors';
import type { DeclarationReport } from '../report/report';
import { cacheFile } from '../system/cache-file';
import { recall, remember } from '../system/remember';
import type { Failure } from '../system/task-process';
import { TEXT_PROCESSES } from '../system/text-processes';
import { askReader } from './ask-reader';
import { invalidDeclaration, NO_DECLARATION, type DeclarationFile } from './no-declaration';
import { SubmissionProblem } from './problem';
import { MAX_IGNORED, type Expected, type SubmittedFiles } from './submitted-files';
import type { ReadRequest, ReadResult, TakenFiles } from './take-files';
import type { Upload } from './upload';

/** The parts of an assignment that say what a submission may hold. */
export type ExpectingAssignment = { spec: Pick<Assignment['spec'], 'id' | 'files' | 'declaration'> } & {
  limits: Pick<Assignment['limits'], 'fileKilobytes'>;
};

export interface ReadOptions {
  /** The deadline. */
  seconds?: number;
  /** Whether this is where somebody works, with all that belongs to it, and not what was handed in. */
  inPlace?: boolean;
}

/** Unpacking the most that may come out of an archive takes a third of it. */
const SECONDS = 60;

/**
 * Reads a submission once, whatever it came as: folders, zip and tar files or single files. It is read in another
 * process, with a deadline and a bound of memory.
 * @throws SubmissionProblem when nothing can be taken from it
 */
export async function readSubmission(
  uploads: readonly Upload[],
  assignment: ExpectingAssignment,
  { seconds = SECONDS, inPlace = false }: ReadOptions = {},
): Promise<SubmittedFiles> {
  const answer = await askReader<ReadResult>({
    task: { module: require.resolve('./take-files'), name: 'takeFiles' },
    ...{
      uploads,
      seconds,
      besides: { expected: expectedOf(assignment) } satisfies Omit<ReadRequest, 'uploads'>,
    },
    isLasting: (result) => 'submitted' in result,
  });
  if ('failure' in answer) throw problemOf(answer.failure, seconds);
  const { result } = answer;
  if ('problem' in result) throw new SubmissionProblem(result.problem.code, result.problem.message);
  const { submitted, unread } = result;
  const notes = inPlace ? submitted.notes : [...submitted.notes, ...noteOnUnread(unread)];
  return { ...submitted, notes, declaration: readDeclaration(submitted, assignment) };
}

function noteOnUnread(unread: number): string[] {
  return unread > MAX_IGNORED ? [`${unread} other files were counted and not read`] : [];
}

/** It decides no points: whatever is wrong with it is told, and the files stand. */
async function readDeclaration(
  { files }: TakenFiles,
  { spec }: ExpectingAssignment,
): Promise<DeclarationReport> {
  const file = spec.declaration;
  const text = file && files.get(file);
  if (!text) return NO_DECLARATION;
  const request: DeclarationFile = { file, text };
  const task = { module: require.resolve('./declaration'), name: 'parseDeclaration', request };
  const place = cacheFile('submissions-declarations', task.module, request);
  const known = recall<DeclarationReport>(place);
  if (known) return known;
  const answer = await TEXT_PROCESSES.ask<DeclarationReport>(task, DECLARATION_SECONDS * 1000);
  if ('failure' in answer)
    return invalidDeclaration(file, 'cannot be read; write the keys of the stub, each with a plain value');
  remember(place, answer.result);
  return answer.result;
}

const DECLARATION_SECONDS = 10;

function expectedOf({ spec, limits }: ExpectingAssignment): Expected {
  const { id, files, declaration } = spec;
  return { assignment: id, files, declaration, fileKilobytes: limits.fileKilobytes };
}

function problemOf(failure: Failure, seconds: number): Error {
  switch (failure) {
    case 'timed-out':
      return new SubmissionProblem(
        'too-large',
        `it cannot be read within ${seconds} s; hand in the files of the assignment alone`,
      );
    case 'crashed':
      return new SubmissionProblem(
        'too-large',
        'reading it takes more memory than there is; hand in the files of the assignment alone',
      );
    case 'not-started':
      return new GraderFault('The process that reads submissions did not start; is there enough memory?');
  }
}
