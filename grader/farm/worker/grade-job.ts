import { AuthorError } from '../../errors';
import type { KnownKeys, SigningKey } from '../../receipt';
import { gradeHere } from '../../teaching/class/grade-one';
import { answerWithMistake, answerWithReport, type Answer } from '../queue/answer';
import { readJob, RefusedJob } from '../queue/job';
import { holdsWork, type Course } from './course';

export interface JobRun {
  course: Course;
  key: SigningKey;
  trusted: KnownKeys;
}

/** Grades what a job holds and signs for it. Throws RefusedJob for one that is not to be done, or the grader's fault. */
export async function gradeJob(data: unknown, { course, key, trusted }: JobRun): Promise<Answer> {
  const { work, files } = readJob(data, { trusted, holds: (asked) => holdsWork(course, asked) });
  const { seed, typeCheck } = work.environment;
  if (!Number.isSafeInteger(seed)) throw new RefusedJob('the job names no seed');
  const { assignment, sandbox, device, reference } = course;
  const collected = { files, missing: [], ignored: [], notes: [], digest: work.submission };
  const options = { sandbox, device, reference, seed: seed as number, typeCheck: typeCheck === true };
  try {
    const report = await gradeHere({ assignment, collected, key: work }, options);
    return answerWithReport(work, report, key);
  } catch (error) {
    if (error instanceof AuthorError) return answerWithMistake(work, error, key);
    throw error;
  }
}
